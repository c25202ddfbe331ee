namespace ShopActors.Client;

/// <summary>A transaction of the ledger; its postings sum up to zero.</summary>
public sealed record LedgerTransaction
{
    /// <summary>The id, the same whenever it is read.</summary>
    public required string Id { get; init; }

    /// <summary>When what it records was recorded.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The order.</summary>
    public required string OrderId { get; init; }

    /// <summary>The currency of all postings.</summary>
    public required string Currency { get; init; }

    /// <summary>The postings.</summary>
    public required IReadOnlyList<LedgerPosting> Postings { get; init; }
}
