using Orleans.CodeGeneration;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>The schedule of reconciliations; the key is <see cref="IReconciliationGrain.Key"/>.</summary>
[Repeatable]
[Alias("shop.reconciliation-schedule"), GrainInterfaceType("shop.reconciliation-schedule"), Version(1)]
[CallableBy(Callers.Silo)]
internal interface IReconciliationSchedule : IGrainWithStringKey
{
    /// <summary>Plans the next reconciliation, unless it is planned in time already.</summary>
    [Alias("plan")]
    Task Plan();
}
