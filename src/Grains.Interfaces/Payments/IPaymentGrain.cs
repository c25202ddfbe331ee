using Orleans.Concurrency;

namespace ShopActors;

/// <summary>
/// One payment attempt of an order; the key is its <see cref="PaymentId"/>. The one mailbox for the order, the
/// provider's webhooks, retries and cancellation, so that none of them races another.
/// <para>
/// Commands may be repeated at will. They answer as soon as the provider's answer is known, or with the status that
/// says it is not (<see cref="PaymentStatus.Authorising"/>, <see cref="PaymentStatus.Capturing"/>,
/// <see cref="PaymentStatus.Voiding"/>): then the payment goes on asking by itself, and wakes its order when it knows.
/// </para>
/// </summary>
[Repeatable]
[Alias("shop.payment")]
public interface IPaymentGrain : IGrainWithStringKey
{
    /// <summary>
    /// Sets the amount aside. Refused with <c>payment.mismatch</c> when it was asked for something else before, and
    /// <c>payment.invalid-request</c>. A payment voided before answers so, and nothing is authorised.
    /// </summary>
    [ResponseTimeout("00:00:30"), Alias("authorise")]
    Task<Result<PaymentSnapshot>> Authorise(AuthorisePayment command);

    /// <summary>
    /// Takes the authorised amount, or the part given; the rest is let go. Refused with <c>payment.invalid-state</c>,
    /// <c>payment.mismatch</c> or <c>payment.capture-exceeds-authorised</c>.
    /// </summary>
    [ResponseTimeout("00:00:30"), Alias("capture")]
    Task<Result<PaymentSnapshot>> Capture(Money? amount);

    /// <summary>
    /// Lets an authorisation go; of a payment that nothing was asked of so far, it stays void whatever comes later.
    /// Refused with <c>payment.invalid-state</c> once a capture was asked for, unless the provider refused it for good,
    /// and with <c>payment.mismatch</c> when it pays for another order.
    /// </summary>
    [ResponseTimeout("00:00:30"), Alias("void")]
    Task<Result<PaymentSnapshot>> Void(OrderId order);

    /// <summary>
    /// Gives money back, once per refund id. Refused with <c>payment.refund-exceeds-captured</c> (detail
    /// <c>refundable</c>), <c>payment.operation-reused</c>, <c>payment.invalid-state</c> or
    /// <c>payment.too-many-refunds</c>.
    /// </summary>
    [ResponseTimeout("00:00:30"), Alias("refund")]
    Task<Result<PaymentSnapshot>> Refund(OperationId refund, Money amount);

    /// <summary>Takes note of a webhook; done means that it is durable. A repeated one changes nothing.</summary>
    [Alias("webhook")]
    Task<Result> HandleWebhook(PaymentWebhook webhook);

    /// <summary>
    /// The payment, for whom its order belongs to and for operators (<see cref="Scopes.OrdersRead"/>); everybody else
    /// gets <c>payment.not-found</c>.
    /// </summary>
    [ReadOnly, Alias("get")]
    Task<Result<PaymentSnapshot>> Get(Caller caller);
}
