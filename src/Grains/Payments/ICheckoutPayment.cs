namespace ShopActors;

/// <summary>
/// An order's commands to its payment: those of <see cref="IPaymentGrain"/>, but answered as soon as their order in the
/// journals is certain (docs/adr/0006-answers-in-the-journals-order.md). The provider hears of nothing that is not durable.
/// </summary>
[Alias("shop.checkout-payment")]
internal interface ICheckoutPayment : IGrainWithStringKey
{
    [ResponseTimeout("00:00:30"), Alias("authorise")]
    Task<Result<PaymentSnapshot>> Authorise(AuthorisePayment command);

    [ResponseTimeout("00:00:30"), Alias("capture")]
    Task<Result<PaymentSnapshot>> Capture(Money? amount);

    [ResponseTimeout("00:00:30"), Alias("void")]
    Task<Result<PaymentSnapshot>> Void(OrderId order);

    [ResponseTimeout("00:00:30"), Alias("refund")]
    Task<Result<PaymentSnapshot>> Refund(OperationId refund, Money amount);
}
