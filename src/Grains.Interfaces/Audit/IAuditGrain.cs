using Orleans.CodeGeneration;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>
/// Recomputes the shop's numbers from the journals alone, not from the counters that grains keep, and holds them
/// against the invariants and the payment provider's own books. Any key will do; use 0.
/// </summary>
[Alias("shop.audit"), GrainInterfaceType("shop.audit"), Version(1), CallableBy(Callers.Api)]
public interface IAuditGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Reads every journal of the shop (scope <see cref="Scopes.AuditRead"/>); refused with <c>audit.forbidden</c>.
    /// While the shop works, what the invariants say of a quiet shop only is not checked.
    /// </summary>
    [ResponseTimeout("00:10:00"), Alias("run")]
    Task<Result<AuditReport>> Run(Caller caller);
}
