using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;

namespace ShopActors.WebApi.Orders;

/// <summary>Goods of an order that come back.</summary>
/// <param name="Id">The return's id.</param>
/// <param name="OrderId">The order.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Lines">What is to come back, and once it is received, what came.</param>
/// <param name="Reason">Why.</param>
/// <param name="RefundId">The refund that was made for it.</param>
/// <param name="Restocked">Whether the units that can be sold again are in stock.</param>
/// <param name="RequestedAt">When it was asked for.</param>
/// <param name="ReceivedAt">When the goods came.</param>
/// <example>
/// {
///   "id": "ret_0123456789abcdefghjkmnpqr0-1", "orderId": "ord_0123456789abcdefghjkmnpqr0", "status": "requested",
///   "lines": [{ "line": 1, "quantity": 1 }], "reason": "damaged", "restocked": false,
///   "requestedAt": "2030-01-01T12:00:00+00:00"
/// }
/// </example>
internal sealed record ReturnBody(
    [TextOf<ReturnId>] string Id,
    [TextOf<OrderId>] string OrderId,
    [NameOf<ReturnStatus>] string Status,
    IReadOnlyList<UnitsBody> Lines,
    string? Reason,
    [TextOf<OperationId>] string? RefundId,
    bool Restocked,
    DateTimeOffset RequestedAt,
    DateTimeOffset? ReceivedAt)
{
    public static ReturnBody Of(ReturnSnapshot one) => new(
        one.Id.Value,
        one.Order.Value,
        PublicName.Of(one.Status),
        [.. one.Lines.Select(UnitsBody.Of)],
        one.Reason,
        one.Refund?.Value,
        one.IsRestocked,
        one.RequestedAt,
        one.ReceivedAt);
}

/// <summary>What to send back.</summary>
/// <param name="Lines">The units.</param>
/// <param name="Reason">Why; may have several lines.</param>
/// <example>{ "lines": [{ "sku": "BOOK-1", "quantity": 1 }], "reason": "damaged" }</example>
internal sealed record ReturnRequest(
    IReadOnlyList<UnitsRequest> Lines,
    [StringLength(FulfilmentLimits.ReasonMax)] string? Reason = null);

/// <summary>What came back.</summary>
/// <param name="Lines">The units; all that were asked for, to be sold again, if absent.</param>
/// <param name="Refund">Whether the buyer gets the price of these units back; true if absent.</param>
/// <example>{ "lines": [{ "sku": "BOOK-1", "quantity": 1, "restock": 0 }], "refund": true }</example>
internal sealed record ReceiveReturnRequest(
    IReadOnlyList<ReceivedUnitsRequest>? Lines = null, bool? Refund = null);

/// <summary>Units that came back: of a line by its number, or of all lines of a SKU.</summary>
/// <param name="Quantity">How many units.</param>
/// <param name="Line">The line's number, from 1.</param>
/// <param name="Sku">The SKU, instead of the line's number.</param>
/// <param name="Restock">How many of them can be sold again; all if absent.</param>
internal sealed record ReceivedUnitsRequest(
    [Range(1, CartLimits.QuantityMax)] int Quantity,
    [Range(1, CartLimits.LinesMax)] int? Line = null,
    [TextOf<Sku>] string? Sku = null,
    [Range(0, CartLimits.QuantityMax)] int? Restock = null)
{
    public static Result<ImmutableArray<OrderUnits>> Read(IReadOnlyList<ReceivedUnitsRequest>? lines)
    {
        if (lines?.Contains(null!) == true) return ApiErrors.Invalid("lines");
        var named = UnitsRequest.Read(
            [.. (lines ?? []).Select(line => new UnitsRequest(line.Quantity, line.Line, line.Sku))]);
        return named.IsRefused
            ? named
            : named.Value.Select((units, i) => units with { Restock = lines![i].Restock }).ToImmutableArray();
    }
}
