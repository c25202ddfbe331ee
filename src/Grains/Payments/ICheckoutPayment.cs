using Orleans.CodeGeneration;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>
/// An order's commands to its payment, answered as soon as their order in the journals is certain
/// (docs/adr/0006-answers-in-the-journals-order.md). The provider hears of nothing that is not durable.
/// <para>
/// Commands may be repeated at will. They answer as soon as the provider's answer is known, or with the status that
/// says it is not (<see cref="PaymentStatus.Authorising"/>, <see cref="PaymentStatus.Capturing"/>,
/// <see cref="PaymentStatus.Voiding"/>): then the payment goes on asking by itself, and wakes its order when it knows.
/// </para>
/// </summary>
[Alias("shop.checkout-payment"), GrainInterfaceType("shop.checkout-payment"), Version(1), CallableBy(Callers.Grains)]
internal interface ICheckoutPayment : IGrainWithStringKey
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
}
