using System.ComponentModel.DataAnnotations;

namespace ShopActors.WebApi.Stock;

/// <summary>The quantities of one SKU.</summary>
/// <param name="Sku">The SKU.</param>
/// <param name="OnHand">The units physically in stock: available, held or pinned.</param>
/// <param name="Available">The units that can be bought now.</param>
/// <param name="Held">The units held for a while.</param>
/// <param name="Pinned">The units held by checkouts whose capture has begun.</param>
/// <param name="Sold">The units sold.</param>
/// <param name="Initial">The first quantity.</param>
/// <param name="Received">The sum of deliveries.</param>
/// <param name="Adjusted">The sum of all other changes.</param>
/// <param name="Level">How much is left.</param>
/// <param name="LowAt">From how many units on it is low.</param>
/// <param name="Version">Counts the changes; 0 for a SKU without stock.</param>
internal sealed record StockBody(
    [TextOf<Sku>] string Sku,
    long OnHand,
    long Available,
    long Held,
    long Pinned,
    long Sold,
    long Initial,
    long Received,
    long Adjusted,
    [NameOf<StockLevel>] string Level,
    long LowAt,
    long Version)
{
    public static StockBody Of(StockSnapshot stock) => new(
        stock.Sku.Value,
        stock.OnHand,
        stock.Available,
        stock.Held,
        stock.Pinned,
        stock.Sold,
        stock.Initial,
        stock.Received,
        stock.Adjusted,
        PublicName.Of(stock.Level),
        stock.LowAt,
        stock.Version);
}

/// <summary>A change of the quantity on hand.</summary>
/// <param name="Id">The command that made it.</param>
/// <param name="Reason">The reason.</param>
/// <param name="Delta">The number of units, negative if they became fewer.</param>
/// <param name="At">When it happened.</param>
/// <param name="Stock">The quantities right after it.</param>
internal sealed record MovementBody(
    [TextOf<OperationId>] string Id,
    [NameOf<StockReason>] string Reason,
    long Delta,
    DateTimeOffset At,
    StockBody Stock)
{
    public static MovementBody Of(StockMovement movement) => new(
        movement.Operation.Value,
        PublicName.Of(movement.Reason),
        movement.Delta,
        movement.At,
        StockBody.Of(movement.After));
}

/// <summary>A hold on units of a SKU.</summary>
/// <param name="Id">The hold's id.</param>
/// <param name="State">Its state.</param>
/// <param name="Quantity">The number of units.</param>
/// <param name="ExpiresAt">When it ends by itself; only while it is held.</param>
/// <param name="Since">When it entered its state.</param>
internal sealed record HoldBody(
    [TextOf<HoldId>] string Id,
    [NameOf<HoldState>] string State,
    [Range(0, StockLimits.HoldQuantityMax)] int Quantity,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset Since)
{
    public static HoldBody Of(HoldSnapshot hold) =>
        new(hold.Id.Value, PublicName.Of(hold.State), hold.Quantity, hold.ExpiresAt, hold.Since);
}

/// <summary>A page of holds.</summary>
/// <param name="Items">The holds.</param>
/// <param name="NextCursor">The cursor of the next page; absent on the last one.</param>
internal sealed record HoldPageBody(IReadOnlyList<HoldBody> Items, string? NextCursor);

/// <summary>The explanation of a SKU's quantities.</summary>
/// <param name="Stock">The quantities.</param>
/// <param name="EarlierReceived">The sum of the deliveries before the listed movements.</param>
/// <param name="EarlierAdjusted">The sum of the other changes before the listed movements.</param>
/// <param name="Movements">The latest changes, oldest first.</param>
/// <param name="Holds">A page of the live holds.</param>
/// <param name="SumOfHeld">The sum of all held units.</param>
/// <param name="SumOfPinned">The sum of all pinned units.</param>
/// <param name="Balanced">Whether the sums agree with the quantities.</param>
/// <param name="NextCursor">The cursor of the next page of holds; absent on the last one.</param>
internal sealed record ExplanationBody(
    StockBody Stock,
    long EarlierReceived,
    long EarlierAdjusted,
    IReadOnlyList<MovementBody> Movements,
    IReadOnlyList<HoldBody> Holds,
    long SumOfHeld,
    long SumOfPinned,
    bool Balanced,
    string? NextCursor);

/// <summary>The result of a stock count.</summary>
/// <param name="OnHand">The units on hand.</param>
/// <example>{ "onHand": 100 }</example>
internal sealed record SetStockRequest([Range(0, StockLimits.OnHandMax)] long OnHand);

/// <summary>A difference and its reason.</summary>
/// <param name="Delta">
/// The number of units, not 0: positive for <c>received</c> and <c>returned</c>, negative for <c>written_off</c>.
/// </param>
/// <param name="Reason">The reason.</param>
/// <example>{ "delta": 20, "reason": "received" }</example>
internal sealed record AdjustStockRequest(
    [Range(-StockLimits.OnHandMax, StockLimits.OnHandMax)] long Delta,
    [OneOf("received", "correction", "written_off", "returned")] string Reason);

/// <summary>From how many units on an item is low.</summary>
/// <param name="LowAt">At most so many units on hand are low; 0 for none.</param>
/// <example>{ "lowAt": 5 }</example>
internal sealed record StockAlertRequest([Range(0, StockLimits.OnHandMax)] long LowAt);

/// <summary>An item that is low or sold out.</summary>
/// <param name="Sku">The SKU.</param>
/// <param name="Level">How much is left.</param>
/// <param name="OnHand">The units on hand when it came to that.</param>
/// <param name="LowAt">From how many units on it is low.</param>
/// <param name="Since">Since when.</param>
internal sealed record StockAlertBody(
    [TextOf<Sku>] string Sku, [NameOf<StockLevel>] string Level, long OnHand, long LowAt, DateTimeOffset Since)
{
    public static StockAlertBody Of(StockAlert alert) =>
        new(alert.Sku.Value, PublicName.Of(alert.Level), alert.OnHand, alert.LowAt, alert.Since);
}

/// <summary>Items that are low or sold out.</summary>
/// <param name="Items">The items.</param>
internal sealed record StockAlertListBody(IReadOnlyList<StockAlertBody> Items);
