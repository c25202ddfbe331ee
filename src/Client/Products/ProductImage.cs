namespace ShopActors.Client;

/// <summary>A picture of a product.</summary>
public sealed record ProductImage
{
    /// <summary>Its address: https, or <c>/images/{id}</c> of the shop.</summary>
    public required string Url { get; init; }

    /// <summary>What it shows, in words; null for decoration.</summary>
    public string? Alt { get; init; }
}
