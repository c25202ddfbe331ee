namespace ShopActors;

/// <summary>A price that replaces the one in its currency at a time.</summary>
/// <param name="ValidFrom">When it begins.</param>
/// <param name="Price">The price, positive.</param>
/// <param name="CompareAt">The price to compare with from then on; null for none.</param>
[GenerateSerializer, Immutable, Alias("shop.planned-price")]
public sealed record PlannedPrice(DateTimeOffset ValidFrom, Money Price, Money? CompareAt = null);
