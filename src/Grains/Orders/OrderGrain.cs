using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Orleans.Runtime;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// The thin shell around an order and its payment: mailbox, journals and clock. Each has its own journal and its own
/// logic, <see cref="OrderAgent"/> and <see cref="PaymentAgent"/>; they share the activation.
/// </summary>
[Reentrant, GrainType("order")]
internal sealed class OrderGrain(
    JournalGrainServices services,
    PaymentGateway gateway,
    IOptions<OrderOptions> options,
    IOptions<PaymentOptions> paymentOptions,
    ILogger<OrderAgent> logger)
    : JournalGrain<OrderState, OrderEvent>(services), IOrderGrain, IHostedPayment, IWakeable
{
    // Made when the grain is activated, before any call.
    private OrderAgent _order = null!;
    private PaymentAgent _payment = null!;

    protected override OrderState Initial => OrderState.Empty;

    protected override bool AnswersEarly => true;

    protected override JournalCodec<OrderState, OrderEvent> Codec => OrderCodec.Instance;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var id = OrderId.Parse(this.GetPrimaryKeyString());
        var paymentId = PaymentId.For(id);
        var payment = AddJournal(
            PaymentJournals.IdOf(paymentId), PaymentCodec.Instance, PaymentState.Empty,
            (state, e) => PaymentRules.Apply(state, e, paymentId));
        await base.OnActivateAsync(cancellationToken);
        _payment = new(paymentId, payment, gateway, Time, paymentOptions.Value, WakeOrder);
        _order = new(id, Journal, new GrainCheckoutCalls(id, GrainFactory, _payment), Time, options.Value, logger);

        // Whatever activated it, an order that is unfinished goes on. It reports its failures itself.
        if (State is { IsPlaced: true, IsSettled: false }) WakeOrder();
    }

    public async Task<Result<OrderSnapshot>> Place(PlaceOrder command)
    {
        var answer = await _order.Place(command);
        LeaveIfSettled();
        return answer;
    }

    public Task<Result<OrderSnapshot>> Get(Caller caller) => _order.Get(caller);

    public Task<Result<OrderTimeline>> GetTimeline(Caller caller, DateTimeOffset? asOf) => _order.GetTimeline(caller, asOf);

    public Task<Result<OrderSnapshot>> Cancel(Caller caller) => _order.Cancel(caller);

    public Task<Result<RefundSnapshot>> Refund(OperationId refund, Caller caller, RefundOrder command) =>
        _order.Refund(refund, caller, command);

    public Task<Result<PaymentSnapshot>> Check(OperationId operation, Caller caller, CheckPayment command) =>
        _payment.Check(operation, caller, command);

    public async Task<Result> HandleWebhook(Caller caller, PaymentWebhook webhook) =>
        caller.Kind == CallerKind.Provider ? await _payment.HandleWebhook(webhook) : PaymentErrors.NotFound;

    public Task<Result<PaymentSnapshot>> GetPayment(Caller caller) => _payment.Get(caller);

    public Task WakePayment() => _payment.Wake();

    public async Task Wake()
    {
        await _order.Wake();
        LeaveIfSettled();
    }

    protected override OrderState Apply(OrderState state, OrderEvent e) => OrderRules.Apply(state, e);

    private void WakeOrder() => _order.Wake().Ignore();

    // Most orders are never asked for again.
    private void LeaveIfSettled()
    {
        if (!IsGivenUp && State.IsSettled && _payment.IsIdle) DeactivateOnIdle();
    }
}
