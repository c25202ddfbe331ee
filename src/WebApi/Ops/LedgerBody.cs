namespace ShopActors.WebApi.Ops;

/// <summary>The row of one account in a trial balance, in minor units.</summary>
/// <param name="Account">The account.</param>
/// <param name="Currency">The currency.</param>
/// <param name="Debit">The sum of debits.</param>
/// <param name="Credit">The sum of credits.</param>
/// <param name="Balance">Debits less credits.</param>
internal sealed record LedgerBalanceBody(
    [NameOf<LedgerAccount>] string Account, [TextOf<Currency>] string Currency, long Debit, long Credit, long Balance)
{
    public static LedgerBalanceBody Of(LedgerBalance row) => new(
        PublicName.Of(row.Account), row.Currency.Value, row.Debit, row.Credit, row.Debit - row.Credit);
}

/// <summary>A transaction of the ledger.</summary>
/// <param name="Id">The id.</param>
/// <param name="At">When what it records was recorded.</param>
/// <param name="OrderId">The order.</param>
/// <param name="Currency">The currency of all postings.</param>
/// <param name="Postings">The postings; their amounts sum up to zero.</param>
internal sealed record LedgerTransactionBody(
    string Id,
    DateTimeOffset At,
    [TextOf<OrderId>] string OrderId,
    [TextOf<Currency>] string Currency,
    IReadOnlyList<LedgerPostingBody> Postings)
{
    public static LedgerTransactionBody Of(LedgerTransaction transaction) => new(
        transaction.Id, transaction.At, transaction.Order.Value, transaction.Currency.Value,
        [.. transaction.Postings.Select(posting =>
            new LedgerPostingBody(PublicName.Of(posting.Account), posting.Amount))]);
}

/// <summary>One side of a transaction.</summary>
/// <param name="Account">The account.</param>
/// <param name="Amount">The amount in minor units; debits are positive, credits negative.</param>
internal sealed record LedgerPostingBody([NameOf<LedgerAccount>] string Account, long Amount);

/// <summary>A page of the ledger.</summary>
/// <param name="Items">The transactions of some orders, the latest order first.</param>
/// <param name="NextCursor">The cursor of the next page; null on the last.</param>
internal sealed record LedgerPageBody(IReadOnlyList<LedgerTransactionBody> Items, string? NextCursor);
