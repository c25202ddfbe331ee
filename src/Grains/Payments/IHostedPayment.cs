using Orleans.CodeGeneration;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>
/// The payment that lives in its order's activation, as <see cref="PaymentGrain"/> passes calls on to it; the key is
/// the order's. Every method means what its namesake of <see cref="IPaymentGrain"/> does.
/// </summary>
[Alias("shop.hosted-payment"), GrainInterfaceType("shop.hosted-payment"), Version(1), CallableBy(Callers.Grains)]
internal interface IHostedPayment : IGrainWithStringKey
{
    [ResponseTimeout("00:00:30"), Alias("check")]
    Task<Result<PaymentSnapshot>> Check(OperationId operation, Caller caller, CheckPayment command);

    [Alias("webhook")]
    Task<Result> HandleWebhook(Caller caller, PaymentWebhook webhook);

    [Alias("get")]
    Task<Result<PaymentSnapshot>> GetPayment(Caller caller);
}
