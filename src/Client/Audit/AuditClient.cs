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
}
