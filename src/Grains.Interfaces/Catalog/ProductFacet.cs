using System.Collections.Immutable;

namespace ShopActors;

/// <summary>A property by which matching products differ.</summary>
/// <param name="Attribute">The attribute's name; null for the category.</param>
/// <param name="Values">The most frequent values, with how many products have them, most frequent first.</param>
[GenerateSerializer, Immutable, Alias("shop.product-facet")]
public sealed record ProductFacet(string? Attribute, ImmutableArray<FacetValue> Values);
