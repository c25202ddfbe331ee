using Microsoft.AspNetCore.Http.HttpResults;

namespace ShopActors.WebApi.Ops;

/// <summary>What the operators' console begins with: docs/adr/0027-operations-console.md.</summary>
internal static class OverviewEndpoints
{
    public static void MapOverview(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/ops/overview", Get).ForAnyOperator().WithName("getOverview").WithTags("Operations");

    /// <summary>Reads who the operator is, the silos, and how fast requests are answered.</summary>
    /// <remarks>For every operator; parts that need a scope are absent without it.</remarks>
    internal static async Task<Results<Ok<OverviewBody>, Problem>> Get(
        HttpContext context, IGrainFactory grains, Traffic traffic)
    {
        var identity = (CallerIdentity)context.User.Identity!;
        var caller = identity.Caller;
        var asking = new OverviewOperatorBody(caller.Id.Value, identity.OperatorName, caller.Scopes);
        var hasLab = FailureLabEndpoints.IsOpen(context.RequestServices);
        if (!caller.May(Scopes.MetricsRead)) return TypedResults.Ok(new OverviewBody(asking, null, null, hasLab));
        var silos = await grains.GetGrain<ISilosGrain>(CatalogLimits.ReaderKey).List(caller);
        return silos.OkOrProblem(all => new OverviewBody(asking, [.. all.Select(SiloBody.Of)], traffic.Read(), hasLab));
    }
}
