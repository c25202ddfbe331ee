namespace ShopActors.Client;

/// <summary>A price that replaces the one in its currency at a time.</summary>
public sealed record PlannedPrice
{
    /// <summary>When it begins.</summary>
    public required DateTimeOffset ValidFrom { get; init; }

    /// <summary>The price of one unit.</summary>
    public required Money Price { get; init; }

    /// <summary>The price to compare with from then on; null for none.</summary>
    public Money? CompareAtPrice { get; init; }
}
