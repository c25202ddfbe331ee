using Orleans.CodeGeneration;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>
/// One payment attempt of an order; the key is its <see cref="PaymentId"/>. The one mailbox for the order, the
/// provider's webhooks, retries and cancellation, so that none of them races another. Money is set aside, taken and
/// given back by the order alone, through an interface that only grains may call.
/// </summary>
[Repeatable]
[Alias("shop.payment"), GrainInterfaceType("shop.payment"), Version(1), CallableBy(Callers.Api)]
public interface IPaymentGrain : IGrainWithStringKey
{
    /// <summary>
    /// Asks whether an amount could be paid: sets it aside and lets it go again; the key is
    /// <see cref="PaymentId.ForCheck"/>. Answers the payment as it stood before it was let go. Refused with
    /// <c>payment.not-found</c> when the check is another caller's, <c>payment.mismatch</c> when the operation stands
    /// for another amount or token, and <c>payment.invalid-request</c>.
    /// </summary>
    [ResponseTimeout("00:00:30"), Alias("check")]
    Task<Result<PaymentSnapshot>> Check(OperationId operation, Caller caller, CheckPayment command);

    /// <summary>
    /// Takes note of a webhook; done means that it is durable. A repeated one changes nothing. Refused with
    /// <c>payment.not-found</c> unless the caller is the provider, whose signature the process that calls has checked.
    /// </summary>
    [Alias("webhook"), CallableBy(Callers.Api | Callers.Silo)]
    Task<Result> HandleWebhook(Caller caller, PaymentWebhook webhook);

    /// <summary>
    /// The payment, for the owner of its order and for operators (<see cref="Scopes.OrdersRead"/>); refused with
    /// <c>payment.not-found</c> for other callers.
    /// </summary>
    [ReadOnly, Alias("get")]
    Task<Result<PaymentSnapshot>> Get(Caller caller);
}
