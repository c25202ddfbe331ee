using ShopActors.WebApi.Http;
using ShopActors.WebApi.Problems;
using ShopActors.WebApi.Security;

namespace ShopActors.WebApi.Stock;

/// <summary>Reading stock, and changing it as an operator.</summary>
internal static class StockEndpoints
{
    public static void MapStock(this IEndpointRouteBuilder routes)
    {
        var stock = routes.MapGroup("/stock/{sku}").WithTags("Stock");
        stock.MapPut("", Put).ForOperators(Scopes.StockAdjust).Produces<StockBody>().ProducesProblem(412)
            .ProducesProblem(428);
        stock.MapPost("/adjustments", Adjust).ForOperators(Scopes.StockAdjust)
            .Produces<MovementBody>(StatusCodes.Status201Created).ProducesProblem(422);
        stock.MapGet("/reservations", Reservations).ForOperators(Scopes.StockRead).Produces<HoldPageBody>();
        stock.MapDelete("/reservations/{hold}", Release).ForOperators(Scopes.StockAdjust)
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(404);
        stock.MapGet("/explain", Explain).ForOperators(Scopes.StockRead).Produces<ExplanationBody>();
    }

    private static async Task<IResult> Put(
        HttpContext context, IGrainFactory grains, Operations operations, string sku, SetStockRequest body)
    {
        if (!EntityTags.TryReadIfMatch(context.Request, out var version)) return new Problem(ApiErrors.IfMatchInvalid);
        if (version is null) return new Problem(ApiErrors.IfMatchRequired);
        var caller = context.GetCaller();
        if (!operations.TryGetOrNew(context, caller.Id, $"PUT /stock/{sku}", out var operation, out var problem))
        {
            return problem;
        }

        if (!TryGetGrain(grains, sku, out var grain)) return new Problem(UnknownIds.Sku);

        var movement = await grain.SetOnHand(operation, caller, new(body.OnHand, version.Value));
        return movement.OkWithTag(context, done => done.After.Version, done => StockBody.Of(done.After));
    }

    private static async Task<IResult> Adjust(
        HttpContext context, IGrainFactory grains, Operations operations, string sku, AdjustStockRequest body)
    {
        var caller = context.GetCaller();
        if (!operations.TryGet(
            context, caller.Id, $"POST /stock/{sku}/adjustments", out var operation, out var problem))
        {
            return problem;
        }

        if (!StockReasons.TryParse(body.Reason, out var reason)) return new Problem(ApiErrors.ReasonUnknown);
        if (!TryGetGrain(grains, sku, out var grain)) return new Problem(UnknownIds.Sku);

        var movement = await grain.Adjust(operation, caller, new(body.Delta, reason));
        return movement.CreatedWithTag(context, _ => $"/stock/{sku}", done => done.After.Version, MovementBody.Of);
    }

    private static async Task<IResult> Reservations(
        HttpContext context, IGrainFactory grains, string sku, string? cursor, int? limit)
    {
        if (!PageCursor.TryDecode(cursor, out var position)) return new Problem(ApiErrors.CursorInvalid);
        if (!TryGetGrain(grains, sku, out var grain)) return new Problem(UnknownIds.Sku);

        var explanation = await grain.Explain(context.GetCaller(), position, limit ?? PageCursor.LimitDefault);
        return explanation.OkOrProblem(found => new HoldPageBody(
            [.. found.Holds.Select(HoldBody.Of)], PageCursor.Encode(found.NextCursor)));
    }

    private static async Task<IResult> Release(HttpContext context, IGrainFactory grains, string sku, string hold)
    {
        if (!TryGetGrain(grains, sku, out var grain)) return new Problem(UnknownIds.Sku);
        if (!HoldId.TryParse(hold, out var id)) return new Problem(UnknownIds.Hold);

        var released = await grain.ForceRelease(id, context.GetCaller());
        return released.IsOk ? Results.NoContent() : new Problem(released.Error);
    }

    private static async Task<IResult> Explain(
        HttpContext context, IGrainFactory grains, string sku, string? cursor, int? limit)
    {
        if (!PageCursor.TryDecode(cursor, out var position)) return new Problem(ApiErrors.CursorInvalid);
        if (!TryGetGrain(grains, sku, out var grain)) return new Problem(UnknownIds.Sku);

        var explanation = await grain.Explain(context.GetCaller(), position, limit ?? PageCursor.LimitDefault);
        return explanation.OkOrProblem(found => new ExplanationBody(
            StockBody.Of(found.Stock),
            found.EarlierReceived,
            found.EarlierAdjusted,
            [.. found.Movements.Select(MovementBody.Of)],
            [.. found.Holds.Select(HoldBody.Of)],
            found.SumOfHeld,
            found.SumOfPinned,
            found.Balanced,
            PageCursor.Encode(found.NextCursor)));
    }

    private static bool TryGetGrain(IGrainFactory grains, string sku, out IStockGrain grain)
    {
        var valid = Sku.TryParse(sku, out var id);
        grain = valid ? grains.GetGrain<IStockGrain>(id.Value) : null!;
        return valid;
    }
}
