namespace ShopActors.Client;

/// <summary>The row of one account in a trial balance, in minor units.</summary>
public sealed record LedgerBalance
{
    /// <summary>The account.</summary>
    public required LedgerAccount Account { get; init; }

    /// <summary>The currency.</summary>
    public required string Currency { get; init; }

    /// <summary>The sum of debits.</summary>
    public required long Debit { get; init; }

    /// <summary>The sum of credits.</summary>
    public required long Credit { get; init; }

    /// <summary>Debits less credits.</summary>
    public required long Balance { get; init; }
}
