using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Orleans.Runtime;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>The thin shell around <see cref="PaymentAgent"/>: mailbox, journal and clock.</summary>
[Reentrant, GrainType("payment")]
internal sealed class PaymentGrain : JournalGrain<PaymentState, PaymentEvent>, IPaymentGrain, ICheckoutPayment, IWakeable,
    IEventJournal<PaymentState, PaymentEvent>
{
    private readonly PaymentId _id;
    private readonly PaymentAgent _agent;

    public PaymentGrain(JournalGrainServices services, PaymentGateway gateway, IOptions<PaymentOptions> options)
        : base(services)
    {
        _id = PaymentId.Parse(this.GetPrimaryKeyString());
        _agent = new PaymentAgent(_id, this, gateway, services.Time, options.Value, WakeOrder);
    }

    PaymentState IEventJournal<PaymentState, PaymentEvent>.State => State;

    protected override PaymentState Initial => PaymentState.Empty;

    protected override bool AnswersEarly => true;

    protected override JournalCodec<PaymentState, PaymentEvent> Codec => PaymentCodec.Instance;

    Task IEventJournal<PaymentState, PaymentEvent>.Commit(IReadOnlyList<PaymentEvent> events, PaymentState after, WakeUp wakeUp) =>
        Commit(events, after, wakeUp);

    Task IEventJournal<PaymentState, PaymentEvent>.WhenDurable() => WhenDurable();

    Task IEventJournal<PaymentState, PaymentEvent>.WhenOrdered() => WhenOrdered();

    public Task<Result<PaymentSnapshot>> Authorise(AuthorisePayment command) => _agent.Authorise(command);

    public Task<Result<PaymentSnapshot>> Capture(Money? amount) => _agent.Capture(amount);

    public Task<Result<PaymentSnapshot>> Void(OrderId order) => _agent.Void(order);

    public Task<Result<PaymentSnapshot>> Refund(OperationId refund, Money amount) => _agent.Refund(refund, amount);

    public async Task<Result<PaymentSnapshot>> Check(OperationId operation, Caller caller, CheckPayment command)
    {
        if (!PaymentRules.IsCheckOf(_id, operation, caller)) return PaymentErrors.NotFound;

        var order = OrderId.ForCheck(_id);
        var authorised = await _agent.Authorise(new AuthorisePayment
        {
            Order = order,
            Owner = caller.Id,
            Amount = command.Amount,
            Token = command.Token,
        });
        if (authorised is { IsOk: true, Value.Status: not PaymentStatus.Declined })
        {
            var released = await _agent.Void(order);
            if (released.IsRefused) authorised = released;
        }

        await WhenDurable();
        return authorised;
    }

    public async Task<Result> HandleWebhook(Caller caller, PaymentWebhook webhook) =>
        caller.Kind == CallerKind.Provider ? await _agent.HandleWebhook(webhook) : PaymentErrors.NotFound;

    public async Task<Result<PaymentSnapshot>> Get(Caller caller)
    {
        var snapshot = State.ToSnapshot(_id);
        var isVisible = State.Owner is { } owner && (caller.Owns(owner) || caller.May(Scopes.OrdersRead));
        await WhenDurable();
        return isVisible ? snapshot : PaymentErrors.NotFound;
    }

    public Task Wake() => _agent.Wake();

    protected override PaymentState Apply(PaymentState state, PaymentEvent e) => PaymentRules.Apply(state, e, _id);

    // A hint only: the order's own wake-up finds out as well, later.
    private void WakeOrder(OrderId order) =>
        GrainFactory.GetGrain<IWakeable>(GrainId.Create("order", order.Value)).Wake().Ignore();
}
