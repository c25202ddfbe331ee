namespace ShopActors;

/// <summary>A picture of a product.</summary>
/// <param name="Url">An https address, or the path of an image in the shop.</param>
/// <param name="Alt">What it shows, in words; null for decoration.</param>
[GenerateSerializer, Immutable, Alias("shop.product-image")]
public sealed record ProductImage(string Url, string? Alt = null);
