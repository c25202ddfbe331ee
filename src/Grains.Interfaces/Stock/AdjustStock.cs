namespace ShopActors;

/// <summary>Changes the quantity on hand by a difference.</summary>
/// <param name="Delta">
/// The number of units, not 0; positive for <see cref="StockReason.Received"/> and <see cref="StockReason.Returned"/>,
/// negative for <see cref="StockReason.WrittenOff"/>.
/// </param>
/// <param name="Reason">The reason: one of these three or <see cref="StockReason.Correction"/>.</param>
[GenerateSerializer, Immutable, Alias("shop.adjust-stock")]
public sealed record AdjustStock(long Delta, StockReason Reason);
