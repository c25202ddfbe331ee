using Orleans.CodeGeneration;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>
/// An order; the key is its <see cref="OrderId"/>, a function of who orders and the idempotency key, so that the order
/// is its own idempotency record. It finishes the checkout by itself, also after a crash at any step.
/// <para>
/// Callers that do not own it, and operators without the scope, get <c>order.not-found</c>.
/// </para>
/// </summary>
[Repeatable]
[Alias("shop.order"), GrainInterfaceType("shop.order"), Version(1), CallableBy(Callers.Api)]
public interface IOrderGrain : IGrainWithStringKey
{
    /// <summary>
    /// Places the order and waits, for a bounded time, until it is confirmed or cancelled; answers it pending
    /// otherwise. The same command again joins the running checkout and gets the same answer. Refused, and nothing
    /// is remembered, with the cart's own refusals (<c>cart.not-found</c>, <c>cart.empty</c>, <c>cart.locked</c>,
    /// <c>cart.expired</c>, <c>cart.merged</c>), <c>order.price-changed</c> (details <c>expected</c>, <c>actual</c>,
    /// <c>currency</c>), <c>order.invalid-request</c> and <c>order.total-out-of-range</c>; with
    /// <c>order.idempotency-key-reused</c> when the key stands for another command.
    /// </summary>
    [ResponseTimeout("00:00:20"), Alias("place")]
    Task<Result<OrderSnapshot>> Place(PlaceOrder command);

    /// <summary>The order.</summary>
    [ReadOnly, Alias("get")]
    Task<Result<OrderSnapshot>> Get(Caller caller);

    /// <summary>What happened to it, up to an instant if one is given.</summary>
    [ReadOnly, Alias("get-timeline")]
    Task<Result<OrderTimeline>> GetTimeline(Caller caller, DateTimeOffset? asOf);

    /// <summary>
    /// Cancels it (the owner, or scope <see cref="Scopes.OrdersCancel"/>), which takes until the payment is known to
    /// be void. Refused with <c>order.invalid-state</c> (details <c>status</c>, <c>allowed</c>) once the money is being
    /// taken: give it back instead. Done again, it answers the same.
    /// </summary>
    [ResponseTimeout("00:00:15"), Alias("cancel")]
    Task<Result<OrderSnapshot>> Cancel(Caller caller);

    /// <summary>
    /// Gives money back (scope <see cref="Scopes.RefundsCreate"/>), once per refund id, never more than was taken.
    /// Refused with <c>order.invalid-state</c>, <c>order.refund-exceeds-captured</c> (detail <c>refundable</c>),
    /// <c>order.invalid-request</c>, <c>order.operation-reused</c> or <c>order.too-many-refunds</c>.
    /// </summary>
    [ResponseTimeout("00:00:15"), Alias("refund")]
    Task<Result<RefundSnapshot>> Refund(OperationId refund, Caller caller, RefundOrder command);
}
