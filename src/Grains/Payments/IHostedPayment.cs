using Orleans.CodeGeneration;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>
/// The payment in its order's activation, to which <see cref="PaymentGrain"/> forwards calls; the key is the order's.
/// Every method corresponds to the method of the same name of <see cref="IPaymentGrain"/>.
/// </summary>
[Alias("shop.hosted-payment"), GrainInterfaceType("shop.hosted-payment"), Version(1), CallableBy(Callers.Grains)]
internal interface IHostedPayment : IGrainWithStringKey
{
    [ResponseTimeout("00:00:30"), Alias("check")]
    Task<Result<PaymentSnapshot>> Check(OperationId operation, Caller caller, CheckPayment command);

    [Alias("decide")]
    Task<Result<PaymentSnapshot>> Decide(OperationId operation, Caller caller, DecidePayment command);

    [Alias("webhook")]
    Task<Result> HandleWebhook(Caller caller, PaymentWebhook webhook);

    [Alias("get")]
    Task<Result<PaymentSnapshot>> GetPayment(Caller caller);
}
