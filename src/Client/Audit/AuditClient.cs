namespace ShopActors.Client;

/// <summary>Auditing the shop.</summary>
public sealed class AuditClient
{
    private const string Root = "ops/audits";

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
    /// Asks for an audit, which runs in the background; <see cref="GetAsync"/> says how far it is and what it found.
    /// Operators need the scope <c>audit:read</c>.
    /// </summary>
    /// <param name="options">How to send it. The same key asks for the same audit.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<AuditRun> BeginAsync(WriteOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(HttpMethod.Post, Root, ShopJson.Default.AuditRun, options, cancellationToken);

    /// <summary>Reads one of the latest audits. Operators need the scope <c>audit:read</c>.</summary>
    /// <param name="auditId">The audit's id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<AuditRun> GetAsync(string auditId, CancellationToken cancellationToken = default) =>
        _caller.ReadAsync(CallPath.Of($"ops/audits/{auditId}"), ShopJson.Default.AuditRun, cancellationToken);

    /// <summary>
    /// The latest audits, the latest first, read page by page while they are enumerated. Operators need the scope
    /// <c>audit:read</c>.
    /// </summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public IAsyncEnumerable<AuditRun> ListAsync(CancellationToken cancellationToken = default) =>
        _caller.ReadAllAsync(
            (cursor, cancellation) => ListPageAsync(cursor, CallPath.PageSize, cancellation), cancellationToken);

    /// <summary>One page of the latest audits.</summary>
    /// <param name="cursor">The <see cref="Page{T}.NextCursor"/> of the page before; null for the first.</param>
    /// <param name="limit">The most audits, 1 to 100; 24 if null.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Page<AuditRun>> ListPageAsync(
        string? cursor = null, int? limit = null, CancellationToken cancellationToken = default) =>
        _caller.ReadAsync(
            Root.With(("cursor", cursor), ("limit", CallPath.Text(limit))), ShopJson.Default.AuditPage,
            cancellationToken);

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
