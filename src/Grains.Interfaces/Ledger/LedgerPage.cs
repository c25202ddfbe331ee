using System.Collections.Immutable;

namespace ShopActors;

/// <summary>One page of the ledger.</summary>
/// <param name="Transactions">The transactions of some orders, the latest order first.</param>
/// <param name="NextCursor">The cursor of the next page; null on the last page.</param>
[GenerateSerializer, Immutable, Alias("shop.ledger-page")]
public sealed record LedgerPage(ImmutableArray<LedgerTransaction> Transactions, string? NextCursor);
