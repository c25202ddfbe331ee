namespace ShopActors.Client;

/// <summary>The operators' keys.</summary>
public sealed record OperatorKeys : ShopResource
{
    /// <summary>The keys, latest first.</summary>
    public required IReadOnlyList<OperatorKey> Items { get; init; }
}
