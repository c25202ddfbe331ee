using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using ShopActors.Hosting.Metrics;
using ShopActors.WebApi.Security;

namespace ShopActors.WebApi.Hosting;

/// <summary>
/// Probes: alive says that the process answers, ready that the shop does. Measurements are the operators': this port is
/// the customers' as well.
/// </summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/healthz", new HealthCheckOptions { Predicate = static _ => false }).Public();
        routes.MapHealthChecks("/readyz").Public();
        routes.MapMetrics().ForOperators(Scopes.MetricsRead);
    }
}
