using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;

namespace ShopActors.WebApi.Orders;

/// <summary>Units of a line of an order.</summary>
/// <param name="Line">The line's number, from 1.</param>
/// <param name="Quantity">How many units.</param>
internal sealed record UnitsBody(int Line, int Quantity)
{
    public static UnitsBody Of(LineUnits units) => new(units.Line, units.Quantity);
}

/// <summary>Units of an order: of a line by its number, or of all lines of a SKU.</summary>
/// <param name="Quantity">How many units.</param>
/// <param name="Line">The line's number, from 1.</param>
/// <param name="Sku">The SKU, instead of the line's number.</param>
internal sealed record UnitsRequest(
    [Range(1, CartLimits.QuantityMax)] int Quantity,
    [Range(1, CartLimits.LinesMax)] int? Line = null,
    [TextOf<Sku>] string? Sku = null)
{
    /// <summary>The units of a request; refused if one names neither a line nor a SKU, or both.</summary>
    public static Result<ImmutableArray<OrderUnits>> Read(IReadOnlyList<UnitsRequest>? lines)
    {
        var units = ImmutableArray.CreateBuilder<OrderUnits>();
        foreach (var line in lines ?? [])
        {
            // The reader checks members for null, but not elements.
            if (line is null) return ApiErrors.Invalid("lines");
            Sku? sku = line.Sku is null ? null : TextIds.TryParse<Sku>(line.Sku, out var known) ? known : default(Sku);
            if ((line.Line is null) == (sku is null) || sku is { IsDefault: true }) return ApiErrors.Invalid("lines");
            units.Add(new(line.Line, sku, line.Quantity));
        }

        return units.ToImmutable();
    }
}

/// <summary>Goods of an order that travel together.</summary>
/// <param name="Id">The shipment's id.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Lines">What is in it.</param>
/// <param name="Carrier">Who carries it.</param>
/// <param name="Tracking">The carrier's number or link to follow it.</param>
/// <param name="CreatedAt">When it was recorded.</param>
/// <param name="ShippedAt">When it was handed to the carrier.</param>
/// <param name="DeliveredAt">When it was delivered.</param>
/// <example>
/// {
///   "id": "req_0123456789abcdefghjkmnpqr0", "status": "shipped", "lines": [{ "line": 1, "quantity": 2 }],
///   "carrier": "DHL", "tracking": "00340434161094000001", "createdAt": "2030-01-01T12:00:00+00:00",
///   "shippedAt": "2030-01-01T12:00:00+00:00"
/// }
/// </example>
internal sealed record ShipmentBody(
    [TextOf<OperationId>] string Id,
    [NameOf<ShipmentStatus>] string Status,
    IReadOnlyList<UnitsBody> Lines,
    string? Carrier,
    string? Tracking,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ShippedAt,
    DateTimeOffset? DeliveredAt)
{
    public static ShipmentBody Of(ShipmentSnapshot shipment) => new(
        shipment.Id.Value,
        PublicName.Of(shipment.Status),
        [.. shipment.Lines.Select(UnitsBody.Of)],
        shipment.Carrier,
        shipment.Tracking,
        shipment.CreatedAt,
        shipment.ShippedAt,
        shipment.DeliveredAt);
}

/// <summary>A shipment to record.</summary>
/// <param name="Lines">What is in it; everything that is in no shipment yet if absent.</param>
/// <param name="Status">How far it is; <c>shipped</c> if absent.</param>
/// <param name="Carrier">Who carries it.</param>
/// <param name="Tracking">The carrier's number or link to follow it.</param>
/// <example>{ "lines": [{ "sku": "BOOK-1", "quantity": 1 }], "carrier": "DHL" }</example>
internal sealed record ShipmentRequest(
    IReadOnlyList<UnitsRequest>? Lines = null,
    [NameOf<ShipmentStatus>] string? Status = null,
    [StringLength(FulfilmentLimits.CarrierMax)] string? Carrier = null,
    [StringLength(FulfilmentLimits.TrackingMax)] string? Tracking = null);

/// <summary>What to change of a shipment; what is absent stays.</summary>
/// <param name="Status">How far it is; it only goes forward.</param>
/// <param name="Carrier">Who carries it.</param>
/// <param name="Tracking">The carrier's number or link to follow it.</param>
/// <example>{ "status": "delivered" }</example>
internal sealed record ChangeShipmentRequest(
    [NameOf<ShipmentStatus>] string? Status = null,
    [StringLength(FulfilmentLimits.CarrierMax)] string? Carrier = null,
    [StringLength(FulfilmentLimits.TrackingMax)] string? Tracking = null);

/// <summary>What an operator noted about an order.</summary>
/// <param name="Id">The note's id.</param>
/// <param name="Text">The note.</param>
/// <param name="By">The operator.</param>
/// <param name="At">When it was added.</param>
/// <example>
/// {
///   "id": "req_0123456789abcdefghjkmnpqr0", "text": "Call before delivery.", "by": "ops",
///   "at": "2030-01-01T12:00:00+00:00"
/// }
/// </example>
internal sealed record NoteBody([TextOf<OperationId>] string Id, string Text, string By, DateTimeOffset At)
{
    public static NoteBody Of(OrderNote note) => new(note.Id.Value, note.Text, note.By.Value, note.At);
}

/// <summary>A note to add.</summary>
/// <param name="Text">The note, which may have several lines.</param>
/// <example>{ "text": "Call before delivery." }</example>
internal sealed record NoteRequest([StringLength(OrderLimits.NoteMax, MinimumLength = 1)] string Text);
