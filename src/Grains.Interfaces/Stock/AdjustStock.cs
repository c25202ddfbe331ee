namespace ShopActors;

/// <summary>Changes what is on hand by a difference.</summary>
/// <param name="Delta">By how many units, not 0; positive for <see cref="StockReason.Received"/> and <see
/// cref="StockReason.Returned"/>, negative for <see cref="StockReason.WrittenOff"/>.</param>
/// <param name="Reason">Why; one of those four and <see cref="StockReason.Correction"/>.</param>
[GenerateSerializer, Immutable, Alias("shop.adjust-stock")]
public sealed record AdjustStock(long Delta, StockReason Reason);
