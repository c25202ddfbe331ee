using System.Collections.Immutable;

namespace ShopActors;

/// <summary>A page of a customer's carts.</summary>
/// <param name="Carts">The carts, latest first.</param>
/// <param name="NextCursor">The cursor of the next page; null on the last one.</param>
[GenerateSerializer, Immutable, Alias("shop.cart-page")]
public sealed record CartPage(ImmutableArray<CartId> Carts, string? NextCursor);
