using System.Collections.Immutable;

namespace ShopActors;

/// <summary>Sums up transactions by account and currency.</summary>
internal sealed class TrialBalance
{
    private readonly Dictionary<(LedgerAccount Account, Currency Currency), (long Debit, long Credit)> _sums = [];

    public ImmutableArray<LedgerBalance> Rows =>
    [
        .. _sums.Select(sum => new LedgerBalance(sum.Key.Account, sum.Key.Currency, sum.Value.Debit, sum.Value.Credit))
            .OrderBy(row => row.Currency.Value, StringComparer.Ordinal).ThenBy(row => row.Account),
    ];

    public void Add(LedgerTransaction transaction)
    {
        foreach (var (account, amount) in transaction.Postings)
        {
            var (debit, credit) = _sums.GetValueOrDefault((account, transaction.Currency));
            _sums[(account, transaction.Currency)] = checked(amount > 0
                ? (debit + amount, credit)
                : (debit, credit - amount));
        }
    }

    /// <summary>Debits less credits of an account in one currency.</summary>
    public long Of(LedgerAccount account, Currency currency)
    {
        var (debit, credit) = _sums.GetValueOrDefault((account, currency));
        return debit - credit;
    }
}
