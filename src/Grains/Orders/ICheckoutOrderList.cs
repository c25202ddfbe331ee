using Orleans.CodeGeneration;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>
/// An order's command to its customer's list, answered as soon as its order in the journals is certain
/// (docs/adr/0006-answers-in-the-journals-order.md).
/// </summary>
[Alias("shop.checkout-order-list"), GrainInterfaceType("shop.checkout-order-list"), Version(1), CallableBy(Callers.Grains)]
internal interface ICheckoutOrderList : IGrainWithStringKey
{
    /// <summary>Adds an order; once.</summary>
    [Alias("add")]
    Task Add(OrderId order, DateTimeOffset placedAt);
}
