namespace ShopActors;

/// <summary>Replaces what is on hand by a count.</summary>
/// <param name="OnHand">How many units are there, held and pinned ones included.</param>
/// <param name="ExpectedVersion">The version that the count is based on; 0 opens a new SKU.</param>
[GenerateSerializer, Immutable, Alias("shop.set-on-hand")]
public sealed record SetStockOnHand(long OnHand, long ExpectedVersion);
