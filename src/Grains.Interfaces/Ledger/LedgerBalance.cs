namespace ShopActors;

/// <summary>The row of one account in a trial balance.</summary>
/// <param name="Account">The account.</param>
/// <param name="Currency">The currency.</param>
/// <param name="Debit">The sum of debits in minor units.</param>
/// <param name="Credit">The sum of credits in minor units.</param>
[GenerateSerializer, Immutable, Alias("shop.ledger-balance")]
public sealed record LedgerBalance(LedgerAccount Account, Currency Currency, long Debit, long Credit);
