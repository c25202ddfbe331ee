using Orleans.CodeGeneration;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>
/// One payment attempt of an order; the key is its <see cref="PaymentId"/>. The order, the provider's webhooks, retries
/// and cancellation all go through this one mailbox, so they cannot race each other. Only the order authorises,
/// captures and refunds money, through an interface that only grains may call.
/// </summary>
[Repeatable]
[Alias("shop.payment"), GrainInterfaceType("shop.payment"), Version(1), CallableBy(Callers.Api)]
public interface IPaymentGrain : IGrainWithStringKey
{
    /// <summary>
    /// Checks whether an amount could be paid, by an authorisation that is voided at once; the key is
    /// <see cref="PaymentId.ForCheck"/>. Returns the payment as it was before the void. Refused with
    /// <c>payment_not_found</c> when the check belongs to another caller, <c>payment_mismatch</c> when the operation id
    /// was used for another amount or token, and <c>invalid_payment</c>.
    /// </summary>
    [ResponseTimeout("00:00:30"), Alias("check")]
    Task<Result<PaymentSnapshot>> Check(OperationId operation, Caller caller, CheckPayment command);

    /// <summary>
    /// Records a webhook and succeeds once the record is durable. A repetition changes nothing. Refused with
    /// <c>payment_not_found</c> unless the caller is the provider, whose signature the calling process has verified.
    /// </summary>
    [Alias("webhook"), CallableBy(Callers.Api | Callers.Silo)]
    Task<Result> HandleWebhook(Caller caller, PaymentWebhook webhook);

    /// <summary>
    /// Ends an operation in review as a person decides (scope <see cref="Scopes.PaymentsDecide"/>). The order goes on
    /// accordingly. Refused with <c>forbidden</c>, <c>invalid_state</c> when the operation is not in review,
    /// <c>invalid_payment</c> without evidence, and <c>idempotency_key_reused</c>.
    /// </summary>
    [Alias("decide")]
    Task<Result<PaymentSnapshot>> Decide(OperationId operation, Caller caller, DecidePayment command);

    /// <summary>
    /// Returns the payment to the owner of its order and to operators (<see cref="Scopes.OrdersRead"/>); refused with
    /// <c>payment_not_found</c> for other callers.
    /// </summary>
    [ReadOnly, Alias("get")]
    Task<Result<PaymentSnapshot>> Get(Caller caller);
}
