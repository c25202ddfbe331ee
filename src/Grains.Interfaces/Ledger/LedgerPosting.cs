namespace ShopActors;

/// <summary>One side of a transaction.</summary>
/// <param name="Account">The account.</param>
/// <param name="Amount">The amount in minor units; debits are positive, credits negative.</param>
[GenerateSerializer, Immutable, Alias("shop.ledger-posting")]
public sealed record LedgerPosting(LedgerAccount Account, long Amount);
