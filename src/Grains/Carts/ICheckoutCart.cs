using Orleans.CodeGeneration;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>
/// An order's commands to a cart, answered as soon as their order in the journals is certain
/// (docs/adr/0006-answers-in-the-journals-order.md).
/// </summary>
[Alias("shop.checkout-cart"), GrainInterfaceType("shop.checkout-cart"), Version(1), CallableBy(Callers.Grains)]
internal interface ICheckoutCart : IGrainWithStringKey
{
    /// <summary>
    /// Locks the cart for the checkout of an order and freezes what it buys at the catalogue's present prices. The
    /// same order gets the same answer again. Refused with <c>cart.empty</c>, <c>cart.locked</c> (detail
    /// <c>order</c>), <c>cart.version-conflict</c> (detail <c>currentVersion</c>), <c>cart.product-gone</c> (detail
    /// <c>skus</c>), and <c>cart.checkout-ended</c> when this order was unlocked or completed before.
    /// </summary>
    [ResponseTimeout("00:00:08"), Alias("lock")]
    Task<Result<LockedCart>> Lock(OrderId order, Caller caller, long? expectedVersion);

    /// <summary>
    /// Ends a checkout without a sale, the lines stay. Always done for this order afterwards: a lock that comes later
    /// is refused.
    /// </summary>
    [Alias("unlock")]
    Task<Result> Unlock(OrderId order);

    /// <summary>
    /// Ends a checkout with a sale: what was bought is gone from the cart, which opens again. Once per order.
    /// </summary>
    [Alias("clear")]
    Task<Result> Clear(OrderId order);
}
