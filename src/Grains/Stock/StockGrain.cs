using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// Reentrant, so that many commands share one append: each decides and applies at once and awaits only its commit.
/// Every answer, including a refusal, waits until the events it was decided on are durable. An order's answer waits
/// only until they are ordered before the order's next append.
/// </summary>
[Reentrant]
[GrainType(StockJournals.GrainType)]
internal sealed partial class StockGrain(
    JournalGrainServices services, CatalogChanges changes, StockInstruments instruments, ILogger<StockGrain> logger)
    : ShopGrain<StockState, StockEvent>(services), IStockGrain, ICheckoutStock, IWakeable
{
    // How many holds of this activation the metrics count.
    private int _counted;

    protected override bool AnswersEarly => true;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        CountHolds(State.LiveHolds.Count);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        CountHolds(0);
        return base.OnDeactivateAsync(reason, cancellationToken);
    }

    public Task<Result<HoldSnapshot>> Reserve(Caller caller, ReserveStock command)
    {
        var now = Now;
        var decision = CallerHolds.Reserve(State, caller, command, now, out var hold);
        return OnceDurableAsync(AnswerHoldAsync(hold, decision, now));
    }

    public Task<Result<HoldSnapshot>> Release(Caller caller)
    {
        var now = Now;
        var decision = CallerHolds.Release(State, caller, now, out var hold);
        return OnceDurableAsync(AnswerHoldAsync(hold, decision, now));
    }

    public Task<Result<HoldSnapshot>> Take(HoldId hold, int quantity, PrincipalId buyer)
    {
        var now = Now;
        return AnswerHoldAsync(hold, StockRules.Take(State, hold, quantity, State.HoldOf(buyer, now), now), now);
    }

    public Task<Result<StockOffer>> Offer(PrincipalId buyer)
    {
        var now = Now;
        return AnswerAsync<StockOffer>(Decision<StockEvent>.DoneBefore, now, state => state.IsOpen
            ? StockRules.OfferTo(state, state.HoldOf(buyer, now), now)
            : StockErrors.SkuNotFound);
    }

    public Task<Result<HoldSnapshot>> Commit(HoldId hold)
    {
        var now = Now;
        return AnswerHoldAsync(hold, StockRules.Commit(State, hold, now), now);
    }

    public Task<Result<HoldSnapshot>> Release(HoldId hold)
    {
        var now = Now;
        return AnswerHoldAsync(hold, StockRules.Release(State, hold, now), now);
    }

    public Task<Result<StockMovement>> PutBack(OperationId operation, int quantity)
    {
        var now = Now;
        return AnswerAsync(
            StockRules.PutBack(State, operation, quantity, now), now, state => MovementOf(operation, state));
    }

    public async Task<Result<HoldSnapshot>> ForceRelease(HoldId hold, Caller caller)
    {
        var now = Now;
        var decision = StockRules.ForceRelease(State, hold, caller, now);
        var answer = await OnceDurableAsync(AnswerHoldAsync(hold, decision, now));
        if (!decision.Events.IsEmpty) LogHoldForceReleased(logger, hold, this.GetPrimaryKeyString(), caller.Id);
        return answer;
    }

    public Task<Result<StockSnapshot>> Open(OperationId operation, Caller caller, long initial)
    {
        var now = Now;
        return AnswerAsync<StockSnapshot>(
            StockRules.Open(State, operation, caller, initial, now), now, static state => state.ToSnapshot());
    }

    public Task<Result<StockMovement>> Adjust(OperationId operation, Caller caller, AdjustStock command)
    {
        var now = Now;
        return AnswerCommandAsync(
            StockRules.Adjust(State, operation, caller, command, now), now, state => MovementOf(operation, state));
    }

    public Task<Result<StockMovement>> SetOnHand(OperationId operation, Caller caller, SetStockOnHand command)
    {
        var now = Now;
        return AnswerCommandAsync(
            StockRules.SetOnHand(State, operation, caller, command, now), now, state => MovementOf(operation, state));
    }

    public Task<Result<StockSnapshot>> SetThreshold(OperationId operation, Caller caller, long lowAt)
    {
        var now = Now;
        return AnswerCommandAsync<StockSnapshot>(
            StockRules.SetThreshold(State, operation, caller, lowAt, now), now, static state => state.ToSnapshot());
    }

    public Task<Result<StockSnapshot>> Get() => AnswerAsync<StockSnapshot>(
        Decision<StockEvent>.DoneBefore, Now,
        static state => state.IsOpen ? state.ToSnapshot() : StockErrors.SkuNotFound);

    public Task<Result<StockExplanation>> Explain(Caller caller, string? cursor, int limit) => AnswerAsync(
        Decision<StockEvent>.DoneBefore, Now, state => StockRules.Explain(state, caller, cursor, limit));

    // Records expired holds of a SKU that gets no commands. No answer depends on it, because every read evaluates
    // deadlines itself.
    public Task Wake()
    {
        var now = Now;
        var wakeUp = State.NextDeadlineAfter(now) is { } next ? WakeUp.At(next) : WakeUp.None;
        Record(State.HasOverdue(now) ? [new DeadlinesPassed { At = now }] : [], wakeUp);
        CountHolds(State.LiveHolds.Count);
        return WhenDurable();
    }

    private async Task<Result<HoldSnapshot>> AnswerHoldAsync(
        HoldId hold, Decision<StockEvent> decision, DateTimeOffset now)
    {
        Record(decision, now);
        Result<HoldSnapshot> answer = decision.Error is { } error
            ? error
            : State.FindHold(hold) ?? StockRules.Forgotten(hold, now);
        await WhenOrdered();
        return answer;
    }

    private static Result<StockMovement> MovementOf(OperationId operation, StockState state) =>
        state.TryGetMovement(operation, out var movement)
            ? movement
            : throw new InvalidOperationException($"Operation {operation} was decided but has no movement.");

    /// <summary>Like <see cref="AnswerAsync{T}"/>, for commands that callers repeat by their id.</summary>
    private async Task<Result<T>> AnswerCommandAsync<T>(
        Decision<StockEvent> decision, DateTimeOffset now, Func<StockState, Result<T>> read)
        where T : notnull
    {
        var answer = await AnswerAsync(decision, now, read);
        return decision.IsRepeat ? answer.AsReplay() : answer;
    }

    /// <summary>Records the decision after the expiries, and answers from the state once it is durable.</summary>
    private Task<Result<T>> AnswerAsync<T>(
        Decision<StockEvent> decision, DateTimeOffset now, Func<StockState, Result<T>> read)
        where T : notnull
    {
        Record(decision, now);
        return AnswerAsync(state => decision.Error is { } error ? error : read(state));
    }

    /// <summary>Records the decision, after the expiries that it was based on.</summary>
    private void Record(Decision<StockEvent> decision, DateTimeOffset now)
    {
        var hadUnits = State.HasUnits;
        if (State.HasOverdue(now)) Record([new DeadlinesPassed { At = now }]);

        // The wake-up stays at the earliest deadline so far, so that holds that come and go cost no index change.
        var wakeUp = decision.Events is [UnitsHeld held] && (WakeAt is null || held.ExpiresAt < WakeAt)
            ? WakeUp.At(held.ExpiresAt)
            : WakeUp.Keep;
        Record(decision, wakeUp);
        if (State.IsOpen && StockRules.LevelOf(State) is var level && level != State.Level)
        {
            Record([new LevelChanged(level) { At = now }]);
        }

        CountHolds(State.LiveHolds.Count);
        if (State.HasUnits != hadUnits) AnnounceAsync().Ignore();
    }

    private void CountHolds(int holds)
    {
        if (holds != _counted) instruments.AddHolds(holds - _counted);
        _counted = holds;
    }

    /// <summary>Tells the catalogue that the SKU is sold out, or no longer so.</summary>
    private async Task AnnounceAsync()
    {
        await WhenDurable();
        changes.Announce(ProductId.For(State.Sku));
    }

    [LoggerMessage(2001, LogLevel.Warning, "Hold {Hold} on {Sku} was released by operator {Operator}")]
    private static partial void LogHoldForceReleased(ILogger logger, HoldId hold, string sku, PrincipalId @operator);
}
