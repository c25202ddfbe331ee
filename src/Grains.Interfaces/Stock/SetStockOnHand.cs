namespace ShopActors;

/// <summary>Replaces the quantity on hand by a count.</summary>
/// <param name="OnHand">The number of units counted, held and pinned ones included.</param>
/// <param name="Match">The versions that the count may be based on; 0 opens a new SKU.</param>
[GenerateSerializer, Immutable, Alias("shop.set-on-hand")]
public sealed record SetStockOnHand(long OnHand, VersionMatch Match);
