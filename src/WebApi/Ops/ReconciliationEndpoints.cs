using Microsoft.AspNetCore.Http.HttpResults;

namespace ShopActors.WebApi.Ops;

/// <summary>Comparing the payments with the provider's records.</summary>
internal static class ReconciliationEndpoints
{
    public static void MapReconciliations(this IEndpointRouteBuilder routes)
    {
        var all = routes.MapGroup("/ops/reconciliations").WithTags("Operations");
        all.MapPost("", Begin).ForOperators(Scopes.PaymentsDecide).WithName("beginReconciliation")
            .Refuses(ErrorCode.TooManyRequests);
        all.MapGet("", List).ForOperators(Scopes.AuditRead).WithName("listReconciliations");
        all.MapGet("/{reconciliationId}", Get).ForOperators(Scopes.AuditRead).WithName("getReconciliation")
            .Refuses(ErrorCode.ReconciliationNotFound);
    }

    /// <summary>Compares all payments with the provider's records.</summary>
    /// <remarks>
    /// Runs in the background; also once a day (<c>Payments:ReconcileEvery</c>). Money that the provider took and the
    /// shop does not know of is given back, once, unless an order needs it. Other differences are listed for a person.
    /// </remarks>
    internal static async Task<Results<Accepted<ReconciliationBody>, Problem>> Begin(
        HttpContext context, IGrainFactory grains, Command command)
    {
        var begun = await Grain(grains).Begin(command.Id, command.Caller);
        if (begun.IsRefused) return new Problem(begun.Error);
        Answers.Describe(context, null, begun.IsReplay);
        return TypedResults.Accepted($"/ops/reconciliations/{begun.Value.Id}", ReconciliationBody.Of(begun.Value));
    }

    /// <summary>Lists the latest 30 reconciliations.</summary>
    /// <remarks>The latest first.</remarks>
    internal static async Task<Results<Ok<ReconciliationListBody>, Problem>> List(
        HttpContext context, IGrainFactory grains)
    {
        var runs = await Grain(grains).List(context.GetCaller());
        return runs.OkOrProblem(all => new ReconciliationListBody([.. all.Select(ReconciliationBody.Of)]));
    }

    /// <summary>Reads one of the latest reconciliations.</summary>
    internal static async Task<Results<Ok<ReconciliationBody>, Problem>> Get(
        HttpContext context, IGrainFactory grains, string reconciliationId)
    {
        if (!OperationId.TryParse(reconciliationId, out var id)) return new Problem(UnknownIds.Reconciliation);
        var run = await Grain(grains).Get(context.GetCaller(), id);
        return run.OkOrProblem(ReconciliationBody.Of);
    }

    private static IReconciliationGrain Grain(IGrainFactory grains) =>
        grains.GetGrain<IReconciliationGrain>(IReconciliationGrain.Key);
}
