namespace ShopActors;

/// <summary>A property of a product by which shoppers choose, such as its colour.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value.</param>
[GenerateSerializer, Immutable, Alias("shop.product-attribute")]
public sealed record ProductAttribute(string Name, string Value);
