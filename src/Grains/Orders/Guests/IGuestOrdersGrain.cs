using System.Collections.Immutable;
using Orleans.CodeGeneration;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>
/// The orders that guests placed with an e-mail address; the key is that of the address's claim
/// (<see cref="EmailAddress.ClaimKey"/>), from which it cannot be read. Customers who prove the address get them.
/// </summary>
[Repeatable]
[Alias("shop.guest-orders"), GrainInterfaceType("shop.guest-orders"), Version(1), CallableBy(Callers.Grains)]
internal interface IGuestOrdersGrain : IGrainWithStringKey
{
    /// <summary>Adds an order, once. Above <see cref="GuestOrdersState.OrdersMax"/> the oldest is dropped.</summary>
    [Alias("add")]
    Task<Result> Add(OrderId order);

    /// <summary>Removes an order that a customer has got.</summary>
    [Alias("remove")]
    Task<Result> Remove(OrderId order);

    /// <summary>Returns the orders, oldest first.</summary>
    [ReadOnly, Alias("list")]
    Task<ImmutableArray<OrderId>> List();
}
