using Orleans.CodeGeneration;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>
/// Gives confirmed orders their numbers; there is one such grain, with the key <see cref="Key"/>. Numbers have no gaps
/// and are never given twice, because only an order whose money is captured asks for one, and it asks until it has it.
/// </summary>
[Repeatable]
[Alias("shop.order-numbers"), GrainInterfaceType("shop.order-numbers"), Version(1), CallableBy(Callers.Grains)]
internal interface IOrderNumbersGrain : IGrainWithStringKey
{
    /// <summary>The key of the grain.</summary>
    const string Key = "all";

    /// <summary>
    /// Returns the order's number. A repetition gets the same one as long as fewer than
    /// <see cref="OrderNumbersState.LatestKept"/> later orders have got theirs; an order repeats within seconds.
    /// </summary>
    [Alias("assign")]
    Task<long> Assign(OrderId order);

    /// <summary>Returns the order that has a number; null if none has.</summary>
    [ReadOnly, Alias("find")]
    Task<OrderId?> Find(long number);
}
