using Orleans.CodeGeneration;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>
/// An order's commands to a cart. They are answered as soon as their order in the journals is fixed
/// (docs/adr/0006-answers-in-the-journals-order.md).
/// </summary>
[Alias("shop.checkout-cart"), GrainInterfaceType("shop.checkout-cart"), Version(1), CallableBy(Callers.Grains)]
internal interface ICheckoutCart : IGrainWithStringKey
{
    /// <summary>
    /// Locks the cart for an order's checkout and fixes its lines at the catalogue's current prices. The same order
    /// gets the same answer again. Refused with <c>checkout_incomplete</c>, <c>cart_locked</c> (detail <c>order</c>),
    /// <c>stale_version</c> (detail <c>currentVersion</c>), <c>product_gone</c> (detail <c>skus</c>), and
    /// <c>checkout_ended</c> if this order was unlocked or completed before.
    /// </summary>
    [ResponseTimeout("00:00:08"), Alias("lock")]
    Task<Result<LockedCart>> Lock(OrderId order, Caller caller, long? expectedVersion);

    /// <summary>
    /// Ends a checkout without a sale; the lines stay. Always succeeds, and refuses a lock of this order
    /// that arrives later.
    /// </summary>
    [Alias("unlock")]
    Task<Result> Unlock(OrderId order);

    /// <summary>
    /// Ends a checkout with a sale: removes the bought lines and opens the cart. Idempotent per order.
    /// </summary>
    [Alias("clear")]
    Task<Result> Clear(OrderId order);
}
