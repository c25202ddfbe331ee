using System.Collections.Immutable;

namespace ShopActors;

/// <summary>A transaction of the ledger; its postings sum up to zero.</summary>
/// <param name="Id">The id, the same whenever the transaction is derived.</param>
/// <param name="At">When what it records was recorded.</param>
/// <param name="Order">The order.</param>
/// <param name="Currency">The currency of all postings.</param>
/// <param name="Postings">The postings, none of them zero.</param>
[GenerateSerializer, Immutable, Alias("shop.ledger-transaction")]
public sealed record LedgerTransaction(
    string Id, DateTimeOffset At, OrderId Order, Currency Currency, ImmutableArray<LedgerPosting> Postings);
