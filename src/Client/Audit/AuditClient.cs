namespace ShopActors.Client;

/// <summary>Auditing the shop.</summary>
public sealed class AuditClient
{
    private readonly Caller _caller;

    internal AuditClient(Caller caller) => _caller = caller;

    /// <summary>
    /// Recomputes stock and money from the journals and compares them with the provider's records. It reads every
    /// journal. Operators need the scope <c>audit:read</c>.
    /// </summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<AuditReport> RunAsync(CancellationToken cancellationToken = default) =>
        _caller.ReadAsync("ops/audit", ShopJson.Default.AuditReport, cancellationToken);

    /// <summary>
    /// The double-entry books of all orders, the latest order first, read page by page while they are enumerated.
    /// Operators need the scope <c>audit:read</c>.
    /// </summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public IAsyncEnumerable<LedgerTransaction> ReadLedgerAsync(CancellationToken cancellationToken = default) =>
        _caller.ReadAllAsync(
            (cursor, cancellation) => ReadLedgerPageAsync(cursor, CallPath.PageSize, cancellation), cancellationToken);

    /// <summary>One page of the books.</summary>
    /// <param name="cursor">The <see cref="Page{T}.NextCursor"/> of the page before; null for the first.</param>
    /// <param name="limit">The most orders, 1 to 100; 24 if null.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Page<LedgerTransaction>> ReadLedgerPageAsync(
        string? cursor = null, int? limit = null, CancellationToken cancellationToken = default) =>
        _caller.ReadAsync(
            "ops/audit/ledger".With(("cursor", cursor), ("limit", CallPath.Text(limit))),
            ShopJson.Default.LedgerPage, cancellationToken);
}
