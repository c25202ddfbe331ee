using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ShopActors.Hosting.Metrics;

/// <summary>The measurements of a process for Prometheus and everything that speaks its text format.</summary>
public static class MetricsEndpoints
{
    /// <summary>Adds what <see cref="MapMetrics"/> needs.</summary>
    public static IServiceCollection AddShopMetrics(this IServiceCollection services)
    {
        services.TryAddSingleton<MetricsCollector>();
        return services;
    }

    /// <summary>
    /// Answers <c>GET /metrics</c>. The measurements name grain types and silos, never a customer's data.
    /// </summary>
    public static IEndpointConventionBuilder MapMetrics(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/metrics", static (MetricsCollector metrics) =>
            Results.Text(metrics.Scrape(), PrometheusText.ContentType)).ExcludeFromDescription();
}
