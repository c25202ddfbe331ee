using System.Collections.Immutable;

namespace ShopActors;

/// <summary>The findings of an audit so far. Bounded: beyond the limit, violations are only counted.</summary>
internal sealed class AuditFindings
{
    private readonly List<AuditViolation> _violations = [];

    // Per currency: captured by the shop, captured by the provider, refunded by the shop, refunded by the provider.
    private readonly SortedDictionary<string, long[]> _money = new(StringComparer.Ordinal);

    public long ViolationCount { get; private set; }

    public ImmutableArray<AuditViolation> Violations => [.. _violations];

    public ImmutableArray<AuditMoney> Money =>
        [.. _money.Select(
            row => new AuditMoney(Currency.Parse(row.Key), row.Value[0], row.Value[1], row.Value[2], row.Value[3]))];

    public void Violate(string invariant, string subject, string message)
    {
        ViolationCount++;
        if (_violations.Count < AuditReport.ViolationsMax) _violations.Add(new(invariant, subject, message));
    }

    /// <summary>Records a violation unless the condition holds.</summary>
    public void Require(bool condition, string invariant, string subject, string message)
    {
        if (!condition) Violate(invariant, subject, message);
    }

    public void AddShopMoney(Currency currency, long captured, long refunded) =>
        Add(currency, captured, 0, refunded, 0);

    public void AddProviderMoney(Currency currency, long captured, long refunded) =>
        Add(currency, 0, captured, 0, refunded);

    private void Add(
        Currency currency, long shopCaptured, long providerCaptured, long shopRefunded, long providerRefunded)
    {
        if (!_money.TryGetValue(currency.Value, out var row)) _money.Add(currency.Value, row = new long[4]);
        checked
        {
            row[0] += shopCaptured;
            row[1] += providerCaptured;
            row[2] += shopRefunded;
            row[3] += providerRefunded;
        }
    }
}
