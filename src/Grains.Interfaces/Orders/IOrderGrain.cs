using Orleans.CodeGeneration;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>
/// An order; the key is its <see cref="OrderId"/>, derived from the principal and the idempotency key, so the order is
/// its own idempotency record. It completes the checkout without further calls, also after a crash at any step.
/// <para>
/// Callers that do not own it, and operators without the scope, get <c>order_not_found</c>.
/// </para>
/// </summary>
[Repeatable]
[Alias("shop.order"), GrainInterfaceType("shop.order"), Version(1), CallableBy(Callers.Api)]
public interface IOrderGrain : IGrainWithStringKey
{
    /// <summary>
    /// Places the order and waits, for a limited time, until it is confirmed or cancelled; after that time
    /// the order is returned as pending. The same command again joins the running checkout and gets the
    /// same answer. Refused, without storing anything, with the cart's refusals (<c>cart_not_found</c>,
    /// <c>checkout_incomplete</c>, <c>cart_locked</c>, <c>cart_expired</c>, <c>cart_merged</c>),
    /// <c>price_changed</c> (details <c>expected</c>, <c>actual</c>, <c>currency</c>),
    /// <c>checkout_incomplete</c> and <c>total_out_of_range</c>; with
    /// <c>idempotency_key_reused</c> when the key was used for another command.
    /// </summary>
    [ResponseTimeout("00:00:20"), Alias("place")]
    Task<Result<OrderSnapshot>> Place(PlaceOrder command);

    /// <summary>Returns the order.</summary>
    [ReadOnly, Alias("get")]
    Task<Result<OrderSnapshot>> Get(Caller caller);

    /// <summary>Returns the order's history, up to an instant if one is given.</summary>
    [ReadOnly, Alias("get-timeline")]
    Task<Result<OrderTimeline>> GetTimeline(Caller caller, DateTimeOffset? asOf);

    /// <summary>
    /// Cancels the order (its owner, or scope <see cref="Scopes.OrdersCancel"/>) and waits until the payment is known
    /// to be void. Refused with <c>invalid_state</c> (details <c>status</c>, <c>allowed</c>) once the capture has
    /// begun: refund instead. A repetition gets the same answer.
    /// </summary>
    [ResponseTimeout("00:00:15"), Alias("cancel")]
    Task<Result<OrderSnapshot>> Cancel(Caller caller);

    /// <summary>
    /// Refunds money (scope <see cref="Scopes.RefundsCreate"/>), once per refund id and never more than was captured.
    /// Refused with <c>invalid_state</c>, <c>refund_exceeds_captured</c> (detail <c>refundable</c>),
    /// <c>checkout_incomplete</c>, <c>idempotency_key_reused</c> or <c>too_many_refunds</c>.
    /// </summary>
    [ResponseTimeout("00:00:15"), Alias("refund")]
    Task<Result<RefundSnapshot>> Refund(OperationId refund, Caller caller, RefundOrder command);
}
