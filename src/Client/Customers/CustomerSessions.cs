namespace ShopActors.Client;

/// <summary>The sessions of a customer.</summary>
public sealed record CustomerSessions : ShopResource
{
    /// <summary>The sessions, latest first.</summary>
    public required IReadOnlyList<CustomerSession> Items { get; init; }
}
