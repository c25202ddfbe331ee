using Orleans.CodeGeneration;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>
/// Recomputes the shop's numbers from the journals, not from the counters that grains keep, and checks them against the
/// invariants and the payment provider's records. The key has no meaning; use 0.
/// </summary>
[Alias("shop.audit"), GrainInterfaceType("shop.audit"), Version(1), CallableBy(Callers.Api)]
public interface IAuditGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Reads every journal of the shop (scope <see cref="Scopes.AuditRead"/>); refused with <c>forbidden</c>.
    /// Invariants that hold only for a quiet shop are skipped while orders are pending. What it found is kept
    /// (<see cref="IAuditHistoryGrain"/>).
    /// </summary>
    [ResponseTimeout("00:10:00"), Alias("run")]
    Task<Result<AuditReport>> Run(Caller caller, CancellationToken cancellationToken = default);
}
