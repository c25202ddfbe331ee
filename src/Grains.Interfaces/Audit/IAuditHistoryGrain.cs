using Orleans.CodeGeneration;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>
/// Runs audits in the background, on a schedule and on demand, and keeps what the latest found, those of
/// <see cref="IAuditGrain"/> included; the key is <see cref="Key"/>.
/// </summary>
[Repeatable]
[Alias("shop.audit-history"), GrainInterfaceType("shop.audit-history"), Version(1), CallableBy(Callers.Api)]
public interface IAuditHistoryGrain : IGrainWithStringKey
{
    /// <summary>The key of the only one.</summary>
    const string Key = "shop";

    /// <summary>
    /// Asks for an audit (scope <see cref="Scopes.AuditRead"/>), which runs in the background; one after another.
    /// Refused with <c>too_many_requests</c>.
    /// </summary>
    [Alias("begin")]
    Task<Result<AuditSnapshot>> Begin(OperationId operation, Caller caller);

    /// <summary>Lists audits, latest first (scope <see cref="Scopes.AuditRead"/>).</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="before">The number before which the page begins; null for the latest.</param>
    /// <param name="limit">The most audits of the page.</param>
    [ReadOnly, Alias("list")]
    Task<Result<AuditPage>> List(Caller caller, long? before, int limit);

    /// <summary>
    /// Returns one of the latest (scope <see cref="Scopes.AuditRead"/>); refused with <c>audit_not_found</c>.
    /// </summary>
    [ReadOnly, Alias("get")]
    Task<Result<AuditSnapshot>> Get(Caller caller, OperationId id);
}
