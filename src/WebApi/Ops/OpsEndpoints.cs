using ShopActors.WebApi.Http;
using ShopActors.WebApi.Security;

namespace ShopActors.WebApi.Ops;

/// <summary>Auditing the shop.</summary>
internal static class OpsEndpoints
{
    /// <summary>An audit reads every journal.</summary>
    private static readonly TimeSpan AuditTimeMax = TimeSpan.FromMinutes(10);

    public static void MapOps(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/ops/audit", Audit).ForOperators(Scopes.AuditRead).WithTags("Operations")
            .Produces<AuditBody>().ProducesProblem(401).ProducesProblem(403).WithRequestTimeout(AuditTimeMax);

    private static async Task<IResult> Audit(HttpContext context, IGrainFactory grains)
    {
        var report = await grains.GetGrain<IAuditGrain>(0).Run(context.GetCaller());
        return report.OkOrProblem(AuditBody.Of);
    }
}
