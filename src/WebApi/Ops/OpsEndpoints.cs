using Microsoft.AspNetCore.Http.HttpResults;
namespace ShopActors.WebApi.Ops;

/// <summary>Auditing the shop.</summary>
internal static class OpsEndpoints
{
    /// <summary>An audit reads every journal.</summary>
    private static readonly TimeSpan AuditTimeMax = TimeSpan.FromMinutes(10);

    public static void MapOps(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/ops/audit", Audit).ForOperators(Scopes.AuditRead).WithTags("Operations")
            .WithName("runAudit").WithRequestTimeout(AuditTimeMax);

    /// <summary>Audits the shop.</summary>
    /// <remarks>
    /// Recomputes stock and money from the journals and compares them with the provider's records. It reads every
    /// journal.
    /// </remarks>
    internal static async Task<Results<Ok<AuditBody>, Problem>> Audit(HttpContext context, IGrainFactory grains)
    {
        var report = await grains.GetGrain<IAuditGrain>(0).Run(context.GetCaller(), context.RequestAborted);
        return report.OkOrProblem(AuditBody.Of);
    }
}
