namespace ShopActors.Client;

/// <summary>A property by which matching products differ.</summary>
public sealed record ProductFacet
{
    /// <summary>The attribute's name; null for the category.</summary>
    public string? Attribute { get; init; }

    /// <summary>Its 50 most frequent values, the most frequent first.</summary>
    public required IReadOnlyList<FacetValue> Values { get; init; }
}
