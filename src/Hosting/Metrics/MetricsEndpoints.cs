using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ShopActors.Hosting.Metrics;

/// <summary>Exposes the metrics of a process in the Prometheus text format.</summary>
public static class MetricsEndpoints
{
    /// <summary>Adds the services that <see cref="MapMetrics"/> needs.</summary>
    public static IServiceCollection AddShopMetrics(this IServiceCollection services)
    {
        services.TryAddSingleton<MetricsCollector>();
        return services;
    }

    /// <summary>Maps <c>GET /metrics</c>. The metrics name grain types and silos, never a customer's data.</summary>
    public static IEndpointConventionBuilder MapMetrics(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/metrics", static (MetricsCollector metrics) =>
            Results.Text(metrics.Scrape(), PrometheusText.ContentType)).ExcludeFromDescription();
}
