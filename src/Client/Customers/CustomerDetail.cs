namespace ShopActors.Client;

/// <summary>A customer with the latest orders, as operators see them.</summary>
public sealed record CustomerDetail : ShopResource
{
    /// <summary>The customer.</summary>
    public required CustomerRecord Customer { get; init; }

    /// <summary>The latest orders, also those that are not confirmed; null without <c>orders:read</c>.</summary>
    public IReadOnlyList<Order>? Orders { get; init; }
}
