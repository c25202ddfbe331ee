using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using ShopActors.Hosting.Telemetry;

namespace ShopActors.WebApi.Hosting;

/// <summary>
/// Health probes: liveness shows that the process answers, readiness that the shop does. Metrics are restricted to
/// operators, because customers use this port too.
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
