namespace ShopActors;

/// <summary>A value of a property.</summary>
/// <param name="Value">The value.</param>
/// <param name="Products">How many of the matching products have it.</param>
[GenerateSerializer, Immutable, Alias("shop.facet-value")]
public sealed record FacetValue(string Value, int Products);
