namespace ShopActors;

/// <summary>Asks to hold units.</summary>
/// <param name="Quantity">The number of units, 1 to <see cref="StockLimits.HoldQuantityMax"/>.</param>
/// <param name="TimeToLive">
/// How long, up to <see cref="StockLimits.HoldTimeMax"/>, measured by the clock of the stock's silo.
/// </param>
[GenerateSerializer, Immutable, Alias("shop.reserve-stock")]
public sealed record ReserveStock(int Quantity, TimeSpan TimeToLive);
