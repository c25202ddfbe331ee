using Orleans.CodeGeneration;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>
/// The shop's books; the key is <see cref="CatalogLimits.ReaderKey"/>. They are derived from the journals of the orders
/// whenever they are read, so they cannot differ from what the shop did.
/// </summary>
[Alias("shop.ledger"), GrainInterfaceType("shop.ledger"), Version(1), CallableBy(Callers.Api)]
public interface ILedgerGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Returns the transactions of the next orders, the latest order first (scope <see cref="Scopes.AuditRead"/>).
    /// Refused with <c>cursor_invalid</c>.
    /// </summary>
    /// <param name="caller">The caller.</param>
    /// <param name="cursor">The position after which to go on; null for the first page.</param>
    /// <param name="limit">The most orders of the page.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    [ReadOnly, ResponseTimeout("00:00:20"), Alias("read")]
    Task<Result<LedgerPage>> Read(
        Caller caller, string? cursor, int limit, CancellationToken cancellationToken = default);
}
