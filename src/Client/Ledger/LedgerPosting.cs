namespace ShopActors.Client;

/// <summary>One side of a transaction.</summary>
public sealed record LedgerPosting
{
    /// <summary>The account.</summary>
    public required LedgerAccount Account { get; init; }

    /// <summary>The amount in minor units; debits are positive, credits negative.</summary>
    public required long Amount { get; init; }
}
