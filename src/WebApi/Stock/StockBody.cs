namespace ShopActors.WebApi.Stock;

/// <summary>The quantities of one SKU over HTTP.</summary>
internal sealed record StockBody(
    string Sku,
    long OnHand,
    long Available,
    long Held,
    long Pinned,
    long Sold,
    long Initial,
    long Received,
    long Adjusted,
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
        stock.Version);
}

/// <summary>One change of the quantity on hand.</summary>
internal sealed record MovementBody(string Id, string Reason, long Delta, DateTimeOffset At, StockBody Stock)
{
    public static MovementBody Of(StockMovement movement) => new(
        movement.Operation.Value,
        PublicName.Of(movement.Reason),
        movement.Delta,
        movement.At,
        StockBody.Of(movement.After));
}

/// <summary>One hold.</summary>
internal sealed record HoldBody(string Id, string State, int Quantity, DateTimeOffset? ExpiresAt, DateTimeOffset Since)
{
    public static HoldBody Of(HoldSnapshot hold) =>
        new(hold.Id.Value, PublicName.Of(hold.State), hold.Quantity, hold.ExpiresAt, hold.Since);
}

/// <summary>One page of holds.</summary>
internal sealed record HoldPageBody(IReadOnlyList<HoldBody> Items, string? NextCursor);

/// <summary>The explanation of the quantities.</summary>
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

/// <summary>An absolute quantity.</summary>
internal sealed record SetStockRequest(long OnHand);

/// <summary>A difference and its reason.</summary>
internal sealed record AdjustStockRequest(long Delta, string Reason);
