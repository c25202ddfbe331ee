using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ShopActors.Grains.Tests.Journals;
using ShopActors.Storage;

using ShopActors.TestKit;

namespace ShopActors.Grains.Tests.Checkout;

internal enum ProcessState
{
    Running,
    Paused,
    Dead,
}

/// <summary>One life of the shop's process: its activations are gone with it, its journals are not.</summary>
internal sealed class SimulatedProcess
{
    private readonly Simulation _simulation;
    private readonly PaymentGateway _gateway;
    private readonly OrderOptions _orderOptions = new()
    {
        PayerTimeLimit = TimeSpan.FromMinutes(5),
        ProcessingTimeLimit = TimeSpan.FromMinutes(5),
    };

    private readonly Dictionary<JournalId, Activation> _activations = [];

    public SimulatedProcess(Simulation simulation, int number)
    {
        _simulation = simulation;
        Number = number;
        Time = simulation.Time.For(this);
        Log = simulation.HasLog ? new SimulatedLog(this) : null;
        _gateway = new PaymentGateway(
            new ReachingProvider(this, simulation.ProviderFor(this)), Options.Create(_simulation.Payments), Time,
            new JitterSource(number),
            NullLogger<PaymentGateway>.Instance);
    }

    public int Number { get; }

    public ProcessState State { get; set; }

    public TimeProvider Time { get; }

    public IJournalStore Store => _simulation.Store;

    /// <summary>The log that orders all journals, where the simulated store has one.</summary>
    public SimulatedLog? Log { get; }

    /// <summary>How often each journal was written by this process.</summary>
    public IReadOnlyDictionary<string, int> Appends =>
        _activations.ToDictionary(a => a.Key.Value, a => a.Value.Appends());

    public Task Reach(string label, Func<Exception> failure) => _simulation.Reach(this, label, failure);

    /// <summary>Ends when the log is to be written.</summary>
    public Task ReachLog() => _simulation.ReachLog(this);

    public async Task<Result<OrderSnapshot>> Place(PlaceOrder command) =>
        await (await Order(OrderId.For(command.Caller.Id, command.IdempotencyKey))).Order.PlaceAsync(command);

    public async Task Wake(JournalId id)
    {
        switch (id.Value.Split('/'))
        {
            case ["order", var order]:
                var purchase = await Order(OrderId.Parse(order));
                await purchase.Order.WakeAsync();
                await purchase.Payment.WakeAsync();
                break;
            case ["stock", var sku]:
                await WakeStock(new Sku(sku));
                break;
        }
    }

    public Task<Purchase> Order(OrderId id)
    {
        var paymentId = PaymentId.For(id);
        return Activate<PurchaseState, PurchaseEvent, Purchase>(
            new JournalId("order/" + id),
            journal =>
            {
                var isOpen = PaymentSaga.Next(
                    journal.State.Payment, Time.Now(), _simulation.Payments) is not null;
                var parts = new PurchaseJournal(journal, isOpen, () => Time.Now() + _orderOptions.ResumeAfter);
                var payment = new PaymentAgent(
                    paymentId, parts.Payment, _gateway, Time, _simulation.Payments, () => journal.State.Token,
                    () => WakeOrder(id).Ignore());
                var calls = new ReachingCalls(this, _simulation, id, payment);
                var order = new OrderAgent(
                    id, parts.Order, calls, Time, _orderOptions, NullLogger<OrderAgent>.Instance);
                order.WakeAsync().Ignore();
                return new Purchase(order, payment);
            });
    }

    /// <summary>Runs a command on a SKU's hold as the stock grain does.</summary>
    public async Task<Result<HoldSnapshot>> Stock(
        Sku sku, HoldId hold, Func<StockState, DateTimeOffset, Decision<StockEvent>> decide)
    {
        var journal = await StockJournal(sku);
        var now = Time.Now();
        var decision = decide(journal.State, now);
        RecordStock(journal, decision, now);
        Result<HoldSnapshot> answer = decision.Error is { } error ? error : journal.State.FindHold(hold)!;
        await journal.WhenOrdered();
        return answer;
    }

    public async Task<Result<StockOffer>> ReadStock(Sku sku, PrincipalId buyer)
    {
        var journal = await StockJournal(sku);
        var now = Time.Now();
        RecordStock(journal, Decision<StockEvent>.DoneBefore, now);
        var answer = StockRules.OfferTo(journal.State, journal.State.HoldOf(buyer, now), now);
        await journal.WhenDurable();
        return answer;
    }

    public async Task OpenStock(Sku sku, long initial)
    {
        var journal = await StockJournal(sku);
        var now = Time.Now();
        RecordStock(journal, StockRules.Open(journal.State, new("seed/" + sku), Operators.All, initial, now), now);
        await journal.WhenDurable();
    }

    public Task<SimulatedJournal<CartState, CartEvent>> Cart(CartId id) =>
        Activate<CartState, CartEvent, SimulatedJournal<CartState, CartEvent>>(
            new JournalId("cart/" + id), journal => journal);

    /// <summary>Gives an order its number as the grain of the numbers does.</summary>
    public async Task<long> Assign(OrderId order)
    {
        var journal = await Activate<OrderNumbersState, OrderNumbersEvent,
            SimulatedJournal<OrderNumbersState, OrderNumbersEvent>>(
                new JournalId("order-numbers/" + IOrderNumbersGrain.Key), journal => journal);
        journal.Record(OrderNumberRules.Assign(journal.State, order, _orderOptions.FirstNumber).Events.AsSpan());
        var number = journal.State.Find(order)!.Value;
        await journal.WhenOrdered();
        return number;
    }

    /// <summary>Counts a use of a promotion as its grain does.</summary>
    public async Task<Result> Use(string counter, Func<UseState, DateTimeOffset, Decision<UseEvent>> decide)
    {
        var journal = await Activate<UseState, UseEvent, SimulatedJournal<UseState, UseEvent>>(
            new JournalId("uses/" + counter), journal => journal);
        var decision = decide(journal.State, Time.Now());
        journal.Record(decision.Events.AsSpan());
        await journal.WhenDurable();
        return decision.Error is { } error ? error : Result.Ok;
    }

    /// <summary>Puts returned units into stock as the stock grain does.</summary>
    public async Task<Result<StockMovement>> PutBack(Sku sku, OperationId operation, int quantity)
    {
        var journal = await StockJournal(sku);
        var now = Time.Now();
        var decision = StockRules.PutBack(journal.State, operation, quantity, now);
        RecordStock(journal, decision, now);
        await journal.WhenDurable();
        if (decision.Error is { } error) return error;
        Assert.True(journal.State.TryGetMovement(operation, out var movement));
        return movement;
    }

    private async Task WakeOrder(OrderId order)
    {
        await Reach($"order/{order} hint", static () => new TimeoutException("injected"));
        await _simulation.Process.Wake(new JournalId("order/" + order));
    }

    private async Task WakeStock(Sku sku)
    {
        var journal = await StockJournal(sku);
        var now = Time.Now();
        var wakeUp = journal.State.NextDeadlineAfter(now) is { } next ? WakeUp.At(next) : WakeUp.None;
        journal.Record(journal.State.HasOverdue(now) ? [new DeadlinesPassed { At = now }] : [], wakeUp);
        await journal.WhenDurable();
    }

    private Task<SimulatedJournal<StockState, StockEvent>> StockJournal(Sku sku) =>
        Activate<StockState, StockEvent, SimulatedJournal<StockState, StockEvent>>(
            new JournalId("stock/" + sku), journal => journal);

    private static void RecordStock(
        SimulatedJournal<StockState, StockEvent> journal, Decision<StockEvent> decision, DateTimeOffset now)
    {
        if (journal.State.HasOverdue(now)) journal.Record([new DeadlinesPassed { At = now }]);
        if (decision.Events.IsEmpty) return;
        journal.Record(
            decision.Events.AsSpan(), decision.Events is [UnitsHeld held] ? WakeUp.At(held.ExpiresAt) : WakeUp.Keep);
    }

    private async Task<TAgent> Activate<TState, TEvent, TAgent>(
        JournalId id, Func<SimulatedJournal<TState, TEvent>, TAgent> create)
        where TState : class, IJournalState<TState, TEvent>
        where TEvent : class
        where TAgent : class
    {
        if (!_activations.TryGetValue(id, out var activation) || !activation.IsUsable())
        {
            var journal = new SimulatedJournal<TState, TEvent>(this, id);
            var agent = Start(journal, create);
            _activations[id] = activation = new Activation(agent, () => journal.IsUsable, () => journal.Appends);
        }

        return (TAgent)await activation.Agent;
    }

    private static async Task<object> Start<TState, TEvent, TAgent>(
        SimulatedJournal<TState, TEvent> journal, Func<SimulatedJournal<TState, TEvent>, TAgent> create)
        where TState : class, IJournalState<TState, TEvent>
        where TEvent : class
        where TAgent : class
    {
        await journal.Activate();
        return create(journal);
    }

    /// <summary>What lives in an order's activation.</summary>
    internal sealed record Purchase(OrderAgent Order, PaymentAgent Payment);

    private sealed record Activation(Task<object> Agent, Func<bool> IsUsable, Func<int> Appends);

    private sealed class ReachingProvider(SimulatedProcess process, IPaymentProvider books) : IPaymentProvider
    {
        public bool WritesToTheShopsStore => books.WritesToTheShopsStore;

        public async Task<ProviderAnswer> ExecuteAsync(ProviderRequest request, CancellationToken cancellationToken)
        {
            await process.Reach($"provider {request.Key} sent", static () => new TimeoutException("injected"));
            var answer = await books.ExecuteAsync(request, cancellationToken);
            await process.Reach($"provider {request.Key} answered", static () => new TimeoutException("injected"));
            return answer;
        }

        public async Task<ProviderAnswer> FindAsync(ProviderLookup lookup, CancellationToken cancellationToken)
        {
            await process.Reach($"provider {lookup.Key} asked", static () => new TimeoutException("injected"));
            return await books.FindAsync(lookup, cancellationToken);
        }

        public IAsyncEnumerable<ProviderCharge> ReadChargesAsync(CancellationToken cancellationToken) =>
            books.ReadChargesAsync(cancellationToken);
    }
}
