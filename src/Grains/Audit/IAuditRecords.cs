using Orleans.CodeGeneration;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>
/// The schedule of audits, and those that ran elsewhere; the key is <see cref="IAuditHistoryGrain.Key"/>.
/// </summary>
[Repeatable]
[Alias("shop.audit-records"), GrainInterfaceType("shop.audit-records"), Version(1), CallableBy(Callers.Grains)]
internal interface IAuditRecords : IGrainWithStringKey
{
    /// <summary>Plans the next audit, unless it is planned in time already.</summary>
    [CallableBy(Callers.Silo), Alias("plan")]
    Task Plan();

    /// <summary>Keeps, once, what an audit found that an operator waited for.</summary>
    [Alias("keep")]
    Task Keep(OperationId run, PrincipalId by, AuditSummary summary);
}
