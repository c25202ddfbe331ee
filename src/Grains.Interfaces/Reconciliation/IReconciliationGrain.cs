using System.Collections.Immutable;
using Orleans.CodeGeneration;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>
/// Compares the shop's payments with the provider's records, on a schedule and on demand; the key is
/// <see cref="Key"/>. Money that the provider took and the shop does not know of is refunded by the payment itself,
/// once (docs/adr/0026-ledger.md).
/// </summary>
[Repeatable]
[Alias("shop.reconciliation"), GrainInterfaceType("shop.reconciliation"), Version(1), CallableBy(Callers.Api)]
public interface IReconciliationGrain : IGrainWithStringKey
{
    /// <summary>The key of the only one.</summary>
    const string Key = "payments";

    /// <summary>
    /// Asks for a reconciliation (scope <see cref="Scopes.PaymentsDecide"/>), which runs in the background; one after
    /// another. Refused with <c>too_many_requests</c>.
    /// </summary>
    [Alias("begin")]
    Task<Result<ReconciliationSnapshot>> Begin(OperationId operation, Caller caller);

    /// <summary>Lists the latest ones, latest first (scope <see cref="Scopes.AuditRead"/>).</summary>
    [ReadOnly, Alias("list")]
    Task<Result<ImmutableArray<ReconciliationSnapshot>>> List(Caller caller);

    /// <summary>
    /// Returns one of the latest (scope <see cref="Scopes.AuditRead"/>); refused with <c>reconciliation_not_found</c>.
    /// </summary>
    [ReadOnly, Alias("get")]
    Task<Result<ReconciliationSnapshot>> Get(Caller caller, OperationId id);
}
