namespace ShopActors;

/// <summary>Asks for units to be set aside.</summary>
/// <param name="Quantity">How many, 1 to <see cref="StockLimits.HoldQuantityMax"/>.</param>
/// <param name="TimeToLive">For how long, up to <see cref="StockLimits.HoldTimeMax"/>, measured by the clock of the
/// stock's silo.</param>
[GenerateSerializer, Immutable, Alias("shop.reserve-stock")]
public sealed record ReserveStock(int Quantity, TimeSpan TimeToLive);
