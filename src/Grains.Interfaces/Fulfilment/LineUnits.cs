namespace ShopActors;

/// <summary>Units of one line of an order.</summary>
/// <param name="Line">The line's number, from 1.</param>
/// <param name="Quantity">How many units.</param>
/// <param name="Restock">How many of them can be sold again, where goods come back.</param>
[GenerateSerializer, Immutable, Alias("shop.line-units")]
public sealed record LineUnits(int Line, int Quantity, int Restock = 0);
