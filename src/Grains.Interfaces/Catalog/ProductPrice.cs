namespace ShopActors;

/// <summary>What one unit costs in one currency.</summary>
/// <param name="Price">The price, positive.</param>
/// <param name="CompareAt">The price to compare with, such as the one before a sale; higher, or null for none.</param>
[GenerateSerializer, Immutable, Alias("shop.product-price")]
public sealed record ProductPrice(Money Price, Money? CompareAt = null);
