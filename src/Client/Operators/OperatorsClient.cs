namespace ShopActors.Client;

/// <summary>Operators' keys, and the log of what operators do.</summary>
public sealed class OperatorsClient
{
    private readonly Caller _caller;

    internal OperatorsClient(Caller caller) => _caller = caller;

    /// <summary>Makes a key. Keep the <see cref="OperatorKey.Key"/> of this answer.</summary>
    /// <param name="request">The name and the scopes, of which the caller must have each.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<OperatorKey> CreateKeyAsync(
        OperatorKeyRequest request, WriteOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Post, "ops/keys", request, ShopJson.Default.OperatorKeyRequest, ShopJson.Default.OperatorKey,
            options, cancellationToken);

    /// <summary>All keys, latest first.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<OperatorKeys> ListKeysAsync(CancellationToken cancellationToken = default) =>
        _caller.ReadAsync("ops/keys", ShopJson.Default.OperatorKeys, cancellationToken);

    /// <summary>Deletes a key, which is refused everywhere within five seconds.</summary>
    /// <param name="keyId">The key's id.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task DeleteKeyAsync(
        string keyId, WriteOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.DeleteAsync(CallPath.Of($"ops/keys/{keyId}"), options, cancellationToken);

    /// <summary>Reads who the operator is, the silos, and how fast requests are answered.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Overview> GetOverviewAsync(CancellationToken cancellationToken = default) =>
        _caller.ReadAsync("ops/overview", ShopJson.Default.Overview, cancellationToken);

    /// <summary>Reads a page of the log, latest entries first.</summary>
    /// <param name="cursor">The <see cref="Page{T}.NextCursor"/> of the page before; null for the first.</param>
    /// <param name="limit">The most entries, 1 to 100; 24 if null.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Page<OperatorLogEntry>> ReadLogPageAsync(
        string? cursor = null, int? limit = null, CancellationToken cancellationToken = default) =>
        _caller.ReadAsync(
            "ops/audit-log".With(("cursor", cursor), ("limit", CallPath.Text(limit))), ShopJson.Default.OperatorLogPage,
            cancellationToken);

    /// <summary>Reads the log page by page, latest entries first.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    public IAsyncEnumerable<OperatorLogEntry> ReadLogAsync(CancellationToken cancellationToken = default) =>
        _caller.ReadAllAsync((cursor, token) => ReadLogPageAsync(cursor, CallPath.PageSize, token), cancellationToken);
}
