using System.Collections.Immutable;
using Orleans.CodeGeneration;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>
/// A cart; the key is its <see cref="CartId"/>. Commands run one after another and never conflict. Every write is
/// idempotent per operation id: a repetition gets the first answer (<see cref="CartLimits.RepliesKept"/>).
/// <para>
/// Every method is refused with <c>cart_not_found</c> when the cart does not exist or belongs to another owner, and
/// with <c>cart_expired</c> after it has expired; writes with <c>cart_locked</c> during a checkout and with
/// <c>cart_merged</c> after a merge.
/// </para>
/// </summary>
[Repeatable]
[Alias("shop.cart"), GrainInterfaceType("shop.cart"), Version(1), CallableBy(Callers.Api)]
public interface ICartGrain : IGrainWithStringKey
{
    /// <summary>
    /// Creates the cart for the caller. If the caller already owns it, returns it unchanged; if it has expired or was
    /// merged into another one, begins it anew. Refused with <c>invalid_metadata</c>.
    /// </summary>
    [Alias("create")]
    Task<Result<CartSnapshot>> Create(
        OperationId operation, Caller caller, Currency currency, ImmutableDictionary<string, string>? metadata = null);

    /// <summary>
    /// Returns the cart at the catalogue's current prices, with warnings; with <paramref name="checkStock"/> also one
    /// for each line that exceeds the available stock.
    /// </summary>
    [ReadOnly, ResponseTimeout("00:00:08"), Alias("get"), CallableBy(Callers.Api | Callers.Grains)]
    Task<Result<CartSnapshot>> Get(Caller caller, bool checkStock);

    /// <summary>
    /// Adds units of a SKU. Reserves nothing: checkout reserves stock. Refused with <c>sku_not_found</c>,
    /// <c>quantity_out_of_range</c>, <c>too_many_lines</c>, <c>currency_mismatch</c>,
    /// <c>invalid_metadata</c>, and with <c>insufficient_stock</c> (details <c>sku</c>, <c>requested</c>,
    /// <c>available</c>) when the SKU's lines ask for more than is available to the caller now. Limits count all lines
    /// of a SKU together.
    /// </summary>
    [ResponseTimeout("00:00:08"), Alias("add-item")]
    Task<Result<CartSnapshot>> AddItem(
        OperationId operation, Caller caller, AddCartItem command, VersionMatch match = default);

    /// <summary>
    /// Sets a line's quantity. Refused for the same reasons as <see cref="AddItem"/>, and with
    /// <c>line_not_found</c>. A quantity that is not larger than the present one is not refused for lack of stock, but
    /// answered with a warning.
    /// </summary>
    [ResponseTimeout("00:00:08"), Alias("set-quantity")]
    Task<Result<CartSnapshot>> SetQuantity(
        OperationId operation, Caller caller, LineId line, int quantity, VersionMatch match = default);

    /// <summary>Removes a line; refused with <c>line_not_found</c>.</summary>
    [Alias("remove-line")]
    Task<Result<CartSnapshot>> RemoveLine(
        OperationId operation, Caller caller, LineId line, VersionMatch match = default);

    /// <summary>
    /// Sets contact and addresses, each as a whole; what is null stays. Refused with <c>invalid_address</c> (detail
    /// <c>fields</c>) and <c>personal_data_erased</c>.
    /// </summary>
    [ResponseTimeout("00:00:08"), Alias("set-buyer")]
    Task<Result<CartSnapshot>> SetBuyer(
        OperationId operation, Caller caller, BuyerDetails change, VersionMatch match = default);

    /// <summary>Chooses a shipping method; refused with <c>shipping_unavailable</c>.</summary>
    [ResponseTimeout("00:00:08"), Alias("set-shipping-method")]
    Task<Result<CartSnapshot>> SetShippingMethod(
        OperationId operation, Caller caller, string method, VersionMatch match = default);

    /// <summary>Returns the shipping methods that deliver this cart, cheapest first.</summary>
    [ReadOnly, ResponseTimeout("00:00:08"), Alias("get-shipping-quotes")]
    Task<Result<ImmutableArray<ShippingQuote>>> GetShippingQuotes(Caller caller);

    /// <summary>
    /// Adds a coupon. Refused with <c>coupon_not_applicable</c>, <c>coupon_exhausted</c> and <c>too_many_coupons</c>.
    /// If the cart changes so that the coupon no longer applies, it stays and reduces nothing.
    /// </summary>
    [ResponseTimeout("00:00:08"), Alias("add-coupon")]
    Task<Result<CartSnapshot>> AddCoupon(
        OperationId operation, Caller caller, CouponCode code, VersionMatch match = default);

    /// <summary>Removes a coupon; refused with <c>coupon_not_found</c>.</summary>
    [Alias("remove-coupon")]
    Task<Result<CartSnapshot>> RemoveCoupon(
        OperationId operation, Caller caller, CouponCode code, VersionMatch match = default);

    /// <summary>
    /// Moves another cart's lines into this one, atomically and at most once. The other cart is sealed first and keeps
    /// its content, so the merge survives a crash at any point. Lines above the stock get a warning. Refused with
    /// <c>cart_not_found</c>, <c>cart_unavailable</c>, <c>too_many_lines</c>, <c>currency_mismatch</c>, and
    /// <c>merge_in_progress</c> until an earlier merge into this cart has ended.
    /// </summary>
    [ResponseTimeout("00:00:10"), Alias("merge")]
    Task<Result<CartSnapshot>> Merge(
        OperationId operation, Caller caller, MergeCart command, VersionMatch match = default);
}
