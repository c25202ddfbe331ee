namespace ShopActors.Client;

/// <summary>All promotions, latest first.</summary>
public sealed record Promotions : ShopResource
{
    /// <summary>The promotions.</summary>
    public required IReadOnlyList<Promotion> Items { get; init; }
}
