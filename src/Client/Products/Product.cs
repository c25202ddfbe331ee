namespace ShopActors.Client;

/// <summary>A product.</summary>
public sealed record Product : ShopResource
{
    /// <summary>The product's id.</summary>
    public required string Id { get; init; }

    /// <summary>Its SKU.</summary>
    public required string Sku { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>Its author.</summary>
    public required string Author { get; init; }

    /// <summary>Its category.</summary>
    public required string Category { get; init; }

    /// <summary>The price of one unit.</summary>
    public required Money Price { get; init; }

    /// <summary>Counts the changes, from 1.</summary>
    public required long Version { get; init; }
}
