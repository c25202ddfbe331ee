using Orleans.CodeGeneration;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>
/// A cart; the key is its <see cref="CartId"/>. Shopper's commands queue and never conflict. Every write is idempotent
/// per operation id, and answers a repetition with its first answer (<see cref="CartLimits.RepliesKept"/>).
/// <para>
/// Every method is refused with <c>cart.not-found</c> when the cart does not exist or belongs to another owner, and
/// with <c>cart.expired</c> after its time; writes with <c>cart.locked</c> during a checkout and <c>cart.merged</c>
/// after a merge.
/// </para>
/// </summary>
[Repeatable]
[Alias("shop.cart"), GrainInterfaceType("shop.cart"), Version(1), CallableBy(Callers.Api)]
public interface ICartGrain : IGrainWithStringKey
{
    /// <summary>Creates the cart for the caller; creating it again as its owner answers the cart.</summary>
    [Alias("create")]
    Task<Result<CartSnapshot>> Create(OperationId operation, Caller caller, Currency currency);

    /// <summary>
    /// The cart at the catalogue's present prices, with warnings; on request with one for each line that the stock
    /// cannot fill.
    /// </summary>
    [ReadOnly, ResponseTimeout("00:00:08"), Alias("get"), CallableBy(Callers.Api | Callers.Grains)]
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
}
