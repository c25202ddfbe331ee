using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Orleans.Runtime;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>The thin shell around <see cref="OrderAgent"/>: mailbox, journal and clock.</summary>
[Reentrant, GrainType("order")]
internal sealed class OrderGrain : JournalGrain<OrderState, OrderEvent>, IOrderGrain, IWakeable,
    IEventJournal<OrderState, OrderEvent>
{
    private readonly OrderAgent _agent;

    public OrderGrain(JournalGrainServices services, IOptions<OrderOptions> options, ILogger<OrderAgent> logger)
        : base(services)
    {
        var id = OrderId.Parse(this.GetPrimaryKeyString());
        var calls = new GrainCheckoutCalls(id, GrainFactory);
        _agent = new OrderAgent(id, this, calls, services.Time, options.Value, logger);
    }

    OrderState IEventJournal<OrderState, OrderEvent>.State => State;

    protected override OrderState Initial => OrderState.Empty;

    protected override bool AnswersEarly => true;

    protected override JournalCodec<OrderState, OrderEvent> Codec => OrderCodec.Instance;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);

        // Whatever activated it, an order that is unfinished goes on. It reports its failures itself.
        if (State is { IsPlaced: true, IsSettled: false }) _agent.Wake().Ignore();
    }

    Task IEventJournal<OrderState, OrderEvent>.Commit(IReadOnlyList<OrderEvent> events, OrderState after, WakeUp wakeUp) =>
        Commit(events, after, wakeUp);

    Task IEventJournal<OrderState, OrderEvent>.WhenDurable() => WhenDurable();

    Task IEventJournal<OrderState, OrderEvent>.WhenOrdered() => WhenOrdered();

    public async Task<Result<OrderSnapshot>> Place(PlaceOrder command)
    {
        var answer = await _agent.Place(command);
        LeaveIfSettled();
        return answer;
    }

    public Task<Result<OrderSnapshot>> Get(Caller caller) => _agent.Get(caller);

    public Task<Result<OrderTimeline>> GetTimeline(Caller caller, DateTimeOffset? asOf) => _agent.GetTimeline(caller, asOf);

    public Task<Result<OrderSnapshot>> Cancel(Caller caller) => _agent.Cancel(caller);

    public Task<Result<RefundSnapshot>> Refund(OperationId refund, Caller caller, RefundOrder command) =>
        _agent.Refund(refund, caller, command);

    public async Task Wake()
    {
        await _agent.Wake();
        LeaveIfSettled();
    }

    protected override OrderState Apply(OrderState state, OrderEvent e) => OrderRules.Apply(state, e);

    // Most orders are never asked for again.
    private void LeaveIfSettled()
    {
        if (!IsGivenUp && State.IsSettled) DeactivateOnIdle();
    }
}
