using Orleans.Concurrency;

namespace ShopActors;

/// <summary>
/// A cart; the key is its <see cref="CartId"/>. Shopper's commands queue and never conflict. Every write is idempotent
/// per operation id, and answers a repetition with its first answer (<see cref="CartLimits.RepliesKept"/>).
/// <para>
/// Every method is refused with <c>cart.not-found</c> when the cart does not exist or belongs to somebody else, and
/// with <c>cart.expired</c> after its time; writes with <c>cart.locked</c> during a checkout and <c>cart.merged</c>
/// after a merge.
/// </para>
/// </summary>
[Repeatable]
[Alias("shop.cart")]
public interface ICartGrain : IGrainWithStringKey
{
    /// <summary>Creates the cart for the caller; creating it again as its owner answers the cart.</summary>
    [Alias("create")]
    Task<Result<CartSnapshot>> Create(OperationId operation, Caller caller, Currency currency);

    /// <summary>
    /// The cart at the catalogue's present prices, with warnings; on request with one for each line that the stock
    /// cannot fill.
    /// </summary>
    [ReadOnly, ResponseTimeout("00:00:08"), Alias("get")]
    Task<Result<CartSnapshot>> Get(Caller caller, bool checkStock);

    /// <summary>
    /// Adds units of a SKU. Nothing is held: stock is reserved at checkout. Refused with <c>cart.sku-not-found</c>,
    /// <c>cart.quantity-out-of-range</c>, <c>cart.too-many-lines</c>, <c>cart.currency-mismatch</c>,
    /// <c>cart.invalid-metadata</c>, and with <c>cart.insufficient-stock</c> (details <c>sku</c>, <c>requested</c>,
    /// <c>available</c>) when the line asks for more than there is now.
    /// </summary>
    [ResponseTimeout("00:00:08"), Alias("add-item")]
    Task<Result<CartSnapshot>> AddItem(OperationId operation, Caller caller, AddCartItem command);

    /// <summary>
    /// Sets a line's quantity; refused as <see cref="AddItem"/> is, and with <c>cart.line-not-found</c>.
    /// </summary>
    [ResponseTimeout("00:00:08"), Alias("set-quantity")]
    Task<Result<CartSnapshot>> SetQuantity(OperationId operation, Caller caller, LineId line, int quantity);

    /// <summary>Removes a line; refused with <c>cart.line-not-found</c>.</summary>
    [Alias("remove-line")]
    Task<Result<CartSnapshot>> RemoveLine(OperationId operation, Caller caller, LineId line);

    /// <summary>
    /// Moves another cart's lines here, atomically and at most once: the other cart is sealed first and keeps its
    /// content. Survives a crash at any point. Refused with <c>cart.merge-source-not-found</c>,
    /// <c>cart.merge-source-unavailable</c>, <c>cart.too-many-lines</c>, <c>cart.currency-mismatch</c>, and
    /// <c>cart.merge-in-progress</c> while another merge into this cart has not ended.
    /// </summary>
    [ResponseTimeout("00:00:10"), Alias("merge")]
    Task<Result<CartSnapshot>> Merge(OperationId operation, Caller caller, MergeCart command);

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

    /// <summary>
    /// The source's side of <see cref="Merge"/>: closes this cart for good in favour of the target, and answers its
    /// content.
    /// </summary>
    [Alias("seal")]
    Task<Result<CartSnapshot>> Seal(CartId target, OperationId operation, Caller caller);

    /// <summary>
    /// Takes a seal back when the target could not take the content; done when there is none of this operation.
    /// </summary>
    [Alias("reopen")]
    Task<Result> Reopen(CartId target, OperationId operation);
}
