using Orleans.CodeGeneration;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>
/// Counts the uses of a promotion, or of a promotion by one customer (<see cref="UseCounters"/>). An order takes a use,
/// and keeps it or gives it back when it ends; every order ends, so no use is lost.
/// </summary>
[Repeatable]
[Alias("shop.use-counter"), GrainInterfaceType("shop.use-counter"), Version(1), CallableBy(Callers.Grains)]
internal interface IUseCounterGrain : IGrainWithStringKey
{
    /// <summary>
    /// Takes one use for an order, once. Refused with <c>coupon_exhausted</c> when the limit is reached, and with
    /// <c>checkout_ended</c> when the order gave it back before.
    /// </summary>
    [Alias("take")]
    Task<Result> Take(OrderId order, long limit);

    /// <summary>Keeps the order's use for good.</summary>
    [Alias("keep")]
    Task<Result> Keep(OrderId order);

    /// <summary>Gives the order's use back, and refuses one that arrives later.</summary>
    [Alias("give-back")]
    Task<Result> GiveBack(OrderId order);

    /// <summary>How many orders have used it or are about to.</summary>
    [ReadOnly, Alias("count")]
    Task<long> Count();
}
