using Orleans.Concurrency;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>
/// The address of a payment. The payment itself lives in its order's activation, so that a checkout pays without a call
/// to another grain; this grain forwards calls from elsewhere.
/// </summary>
[StatelessWorker, Reentrant, GrainType("payment")]
internal sealed class PaymentGrain : Grain, IPaymentGrain
{
    private readonly IHostedPayment _payment;

    public PaymentGrain()
    {
        var id = PaymentId.Parse(this.GetPrimaryKeyString());
        _payment = GrainFactory.GetGrain<IHostedPayment>(id.Order.Value);
    }

    public Task<Result<PaymentSnapshot>> Check(OperationId operation, Caller caller, CheckPayment command) =>
        _payment.Check(operation, caller, command);

    public Task<Result<PaymentSnapshot>> Decide(OperationId operation, Caller caller, DecidePayment command) =>
        _payment.Decide(operation, caller, command);

    public Task<Result> HandleWebhook(Caller caller, PaymentWebhook webhook) => _payment.HandleWebhook(caller, webhook);

    public Task<Result<PaymentSnapshot>> Get(Caller caller) => _payment.GetPayment(caller);
}
