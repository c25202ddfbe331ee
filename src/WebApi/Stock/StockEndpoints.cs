using Microsoft.AspNetCore.Http.HttpResults;

namespace ShopActors.WebApi.Stock;

/// <summary>Reading stock, and changing it as an operator.</summary>
internal static class StockEndpoints
{
    public static void MapStock(this IEndpointRouteBuilder routes)
    {
        var stock = routes.MapGroup("/stock/{sku}").WithTags("Stock");
        stock.MapPut("", Put).ForOperators(Scopes.StockAdjust).WithName("setStock").HonoursMatch(isRequired: true)
            .Sends(HeaderNames.ETag).Refuses(
                ErrorCode.SkuNotFound, ErrorCode.StaleVersion, ErrorCode.BelowReserved, ErrorCode.QuantityOutOfRange,
                ErrorCode.IdempotencyKeyReused);
        stock.MapPut("/alert", SetAlert).ForOperators(Scopes.StockAdjust).WithName("setStockAlert")
            .Refuses(ErrorCode.SkuNotFound, ErrorCode.QuantityOutOfRange, ErrorCode.IdempotencyKeyReused);
        routes.MapGet("/ops/stock-alerts", Alerts).ForOperators(Scopes.StockRead).WithTags("Stock")
            .WithName("listStockAlerts").Refuses(ErrorCode.SubscriptionNotFound);
        stock.MapPost("/adjustments", Adjust).ForOperators(Scopes.StockAdjust).WithName("adjustStock").RequiresKey()
            .Sends(HeaderNames.ETag).Refuses(
                ErrorCode.SkuNotFound, ErrorCode.InvalidAdjustment, ErrorCode.WouldGoNegative,
                ErrorCode.IdempotencyKeyReused);
        stock.MapGet("/reservations", Reservations).ForOperators(Scopes.StockRead).WithName("listReservations")
            .Refuses(ErrorCode.SkuNotFound, ErrorCode.CursorInvalid, ErrorCode.LimitOutOfRange, ErrorCode.InvalidQuery);
        stock.MapDelete("/reservations/{reservationId}", Release).ForOperators(Scopes.StockAdjust)
            .WithName("releaseReservation")
            .Refuses(
                ErrorCode.SkuNotFound, ErrorCode.ReservationNotFound, ErrorCode.ReservationPinned,
                ErrorCode.ReservationEnded);
        stock.MapGet("/explain", Explain).ForOperators(Scopes.StockRead).WithName("explainStock")
            .Refuses(ErrorCode.SkuNotFound, ErrorCode.CursorInvalid, ErrorCode.LimitOutOfRange, ErrorCode.InvalidQuery);
    }

    /// <summary>Sets the units on hand.</summary>
    /// <remarks>
    /// The result of a stock count. It needs the version that the count is based on: <c>If-Match</c> with the tag of
    /// the last read, or <c>If-None-Match: *</c> for a SKU that has no stock yet.
    /// </remarks>
    internal static async Task<Results<Ok<StockBody>, Problem>> Put(
        HttpContext context, IGrainFactory grains, Command command, string sku, SetStockRequest body)
    {
        if (Find(grains, sku) is not { } grain) return new Problem(UnknownIds.Sku);
        var movement = await grain.SetOnHand(command.Id, command.Caller, new(body.OnHand, command.Match));
        return movement.OkWritten(context, TagOf, done => StockBody.Of(done.After));
    }

    /// <summary>Sets from how many units on an item is low.</summary>
    /// <remarks>
    /// When the units on hand come down to it, run out, or are more again, the event
    /// <c>shop.stock.level_changed.v1</c> says so, and the list of alerts follows.
    /// </remarks>
    internal static async Task<Results<Ok<StockBody>, Problem>> SetAlert(
        HttpContext context, IGrainFactory grains, Command command, string sku, StockAlertRequest body)
    {
        if (Find(grains, sku) is not { } grain) return new Problem(UnknownIds.Sku);
        var set = await grain.SetThreshold(command.Id, command.Caller, body.LowAt);
        if (set.IsOk) Answers.Describe(context, null, set.IsReplay);
        return set.OkOrProblem(StockBody.Of);
    }

    /// <summary>Lists the items that are low or sold out.</summary>
    /// <remarks>
    /// The latest 1,000, in the order of their SKUs. It follows the shop's events, a moment behind, where
    /// <c>Events:Streams:Enabled</c> is set.
    /// </remarks>
    internal static async Task<Results<Ok<StockAlertListBody>, Problem>> Alerts(
        HttpContext context, IGrainFactory grains)
    {
        var alerts = await grains.GetGrain<IStockAlertsGrain>(StockLimits.AlertsKey).List(context.GetCaller());
        return alerts.OkOrProblem(found => new StockAlertListBody([.. found.Select(StockAlertBody.Of)]));
    }

    /// <summary>Changes the units on hand by a difference.</summary>
    /// <remarks>For deliveries, corrections, losses and returns.</remarks>
    internal static async Task<Results<Created<MovementBody>, Problem>> Adjust(
        HttpContext context, IGrainFactory grains, Command command, string sku, AdjustStockRequest body)
    {
        if (!PublicName.TryParse<StockReason>(body.Reason, out var reason)) return new Problem(ApiErrors.ReasonUnknown);
        if (Find(grains, sku) is not { } grain) return new Problem(UnknownIds.Sku);
        var movement = await grain.Adjust(command.Id, command.Caller, new(body.Delta, reason));
        return movement.Created(context, $"/stock/{sku}", TagOf, MovementBody.Of);
    }

    /// <summary>Lists the live reservations of a SKU.</summary>
    /// <remarks>In the order of their ids.</remarks>
    internal static async Task<Results<Ok<HoldPageBody>, Problem>> Reservations(
        HttpContext context, IGrainFactory grains, string sku, [AsParameters] PageRequest request)
    {
        var explanation = await ExplainAsync(context, grains, sku, request);
        return explanation.OkOrProblem(found => new HoldPageBody(
            [.. found.Holds.Select(HoldBody.Of)], PageCursor.Encode(found.NextCursor)));
    }

    /// <summary>Releases a reservation.</summary>
    /// <remarks>Not one that belongs to a checkout whose capture has begun.</remarks>
    internal static async Task<Results<NoContent, Problem>> Release(
        HttpContext context, IGrainFactory grains, string sku, string reservationId)
    {
        if (Find(grains, sku) is not { } grain) return new Problem(UnknownIds.Sku);
        if (!HoldId.TryParse(reservationId, out var id)) return new Problem(UnknownIds.Hold);
        var released = await grain.ForceRelease(id, context.GetCaller());
        return released.IsOk ? TypedResults.NoContent() : new Problem(released.Error);
    }

    /// <summary>Explains the quantities of a SKU.</summary>
    /// <remarks>Adds up movements, reservations and sales, independently of the counters.</remarks>
    internal static async Task<Results<Ok<ExplanationBody>, Problem>> Explain(
        HttpContext context, IGrainFactory grains, string sku, [AsParameters] PageRequest request)
    {
        var explanation = await ExplainAsync(context, grains, sku, request);
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

    private static async Task<Result<StockExplanation>> ExplainAsync(
        HttpContext context, IGrainFactory grains, string sku, PageRequest request)
    {
        var page = request.Read();
        if (page.IsRefused) return page.Error;
        if (Find(grains, sku) is not { } grain) return UnknownIds.Sku;
        return await grain.Explain(context.GetCaller(), page.Value.Position, page.Value.Limit);
    }

    private static string TagOf(StockMovement movement) => EntityTags.Of(movement.After.Version);

    private static IStockGrain? Find(IGrainFactory grains, string sku) =>
        Sku.TryParse(sku, out var id) ? grains.GetGrain<IStockGrain>(id.Value) : null;
}
