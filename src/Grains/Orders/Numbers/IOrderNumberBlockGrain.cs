using System.Collections.Immutable;
using Orleans.CodeGeneration;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>The orders of a full block of numbers; the key is the block's number, from 0.</summary>
[Repeatable]
[Alias("shop.order-number-block"), GrainInterfaceType("shop.order-number-block"), Version(1)]
[CallableBy(Callers.Grains)]
internal interface IOrderNumberBlockGrain : IGrainWithStringKey
{
    /// <summary>Keeps the block's orders, once.</summary>
    [Alias("file")]
    Task File(ImmutableArray<OrderId> orders);

    /// <summary>Returns the order of a number of the block; null if the block is not filed.</summary>
    [ReadOnly, Alias("find")]
    Task<OrderId?> Find(int index);
}
