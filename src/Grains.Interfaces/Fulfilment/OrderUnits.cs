namespace ShopActors;

/// <summary>Units of an order's line in a command: the line by its number, or all lines of a SKU.</summary>
/// <param name="Line">The line's number, from 1; null to name the SKU instead.</param>
/// <param name="Sku">The SKU, whose lines are taken in their order; null to name the line instead.</param>
/// <param name="Quantity">How many units.</param>
/// <param name="Restock">How many of them can be sold again, where goods come back; null for all.</param>
[GenerateSerializer, Immutable, Alias("shop.order-units")]
public sealed record OrderUnits(int? Line, Sku? Sku, int Quantity, int? Restock = null);
