namespace ShopActors.Client;

/// <summary>A price in one currency.</summary>
public sealed record ProductPrice
{
    /// <summary>The price of one unit.</summary>
    public required Money Price { get; init; }

    /// <summary>The price to compare with; null for none.</summary>
    public Money? CompareAtPrice { get; init; }
}
