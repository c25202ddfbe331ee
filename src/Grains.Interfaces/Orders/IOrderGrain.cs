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

    /// <summary>
    /// Records a shipment (scope <see cref="Scopes.OrdersFulfil"/>). Refused with <c>invalid_state</c> before the order
    /// is confirmed, <c>quantity_exceeds_ordered</c>, <c>line_not_found</c>, <c>invalid_shipment</c> (detail
    /// <c>fields</c>) or <c>idempotency_key_reused</c>.
    /// </summary>
    [Alias("ship")]
    Task<Result<ShipmentSnapshot>> Ship(OperationId shipment, Caller caller, MakeShipment command);

    /// <summary>
    /// Changes a shipment (scope <see cref="Scopes.OrdersFulfil"/>); its status only goes forward. Refused with
    /// <c>shipment_not_found</c>, <c>invalid_state</c>, <c>invalid_shipment</c> or <c>idempotency_key_reused</c>.
    /// </summary>
    [Alias("change-shipment")]
    Task<Result<ShipmentSnapshot>> ChangeShipment(
        OperationId operation, Caller caller, OperationId shipment, ChangeShipment command);

    /// <summary>
    /// Asks to send goods back (the owner, or scope <see cref="Scopes.OrdersFulfil"/>). Refused with
    /// <c>invalid_state</c>, <c>quantity_exceeds_ordered</c>, <c>line_not_found</c>, <c>invalid_return</c> (detail
    /// <c>fields</c>) or <c>idempotency_key_reused</c>.
    /// </summary>
    [Alias("request-return")]
    Task<Result<ReturnSnapshot>> RequestReturn(OperationId operation, Caller caller, RequestReturn command);

    /// <summary>
    /// Lets the buyer send the goods, or does not (scope <see cref="Scopes.OrdersFulfil"/>). Refused with
    /// <c>return_not_found</c> and <c>invalid_state</c>.
    /// </summary>
    [Alias("decide-return")]
    Task<Result<ReturnSnapshot>> DecideReturn(Caller caller, ReturnId id, bool isApproved);

    /// <summary>
    /// Records that goods are back (scope <see cref="Scopes.OrdersFulfil"/>, with a refund also <see
    /// cref="Scopes.RefundsCreate"/>): puts units that can be sold again into stock and refunds their price, never more
    /// than is left of what was captured. Refused with <c>return_not_found</c>, <c>invalid_state</c>,
    /// <c>quantity_exceeds_ordered</c>, <c>line_not_found</c>, <c>invalid_return</c> or <c>idempotency_key_reused</c>.
    /// </summary>
    [ResponseTimeout("00:00:15"), Alias("receive-return")]
    Task<Result<ReturnSnapshot>> ReceiveReturn(
        OperationId operation, Caller caller, ReturnId id, ReceiveReturn command);

    /// <summary>Returns a return; refused with <c>return_not_found</c>.</summary>
    [ReadOnly, Alias("get-return")]
    Task<Result<ReturnSnapshot>> GetReturn(Caller caller, ReturnId id);

    /// <summary>
    /// Adds a note that only operators see (scope <see cref="Scopes.OrdersFulfil"/>). Refused with
    /// <c>invalid_request</c> (detail <c>fields</c>) and <c>idempotency_key_reused</c>.
    /// </summary>
    [Alias("add-note")]
    Task<Result<OrderNote>> AddNote(OperationId note, Caller caller, string text);
}
