namespace ShopActors.Client;

/// <summary>A value of a property.</summary>
public sealed record FacetValue
{
    /// <summary>The value.</summary>
    public required string Value { get; init; }

    /// <summary>How many of the matching products have it.</summary>
    public required int Products { get; init; }
}
