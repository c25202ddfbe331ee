using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// Leads one order to its end. One loop does one step after the other; commands only add events, which the loop sees.
/// <para>
/// What happened is recorded and written together with what must be durable before the next call. The first append is
/// the intent of every call before the capture, each of which may be repeated and taken back blindly; see
/// docs/design/checkout-saga.md. Between the appends the order of the journals is enough; the answer waits until all is
/// durable. Whenever the loop has to wait, it first writes down how far it is.
/// </para>
/// </summary>
internal sealed partial class OrderAgent(
    OrderId id,
    IEventJournal<OrderState, OrderEvent> journal,
    ICheckoutCalls calls,
    TimeProvider time,
    OrderOptions options,
    ILogger<OrderAgent> logger)
{
    // A silo that died is known to be dead after about two seconds; until then its grains do not answer. The retries of a step
    // outlast that, at a pace that loses little when it is over.
    private static readonly TimeSpan StepPauseMax = TimeSpan.FromMilliseconds(400);

    private readonly CheckoutSteps _steps = new(calls);

    // Whether anything was recorded since the last commit.
    private bool _hasRecorded;

    // The loop that is under way, if any.
    private Task? _running;

    // The first placing that is under way, and what it is for.
    private (string Fingerprint, Task<ShopError?> Refusal)? _accepting;

    // Completed to end the loop's pause; each pause has its own.
    private TaskCompletionSource? _pause;

    // How often the present step was tried in vain.
    private int _attempts;

    private OrderState State => journal.State;

    public async Task<Result<OrderSnapshot>> Place(PlaceOrder command)
    {
        if (OrderRules.Validate(command) is { } invalid) return invalid;
        if (!id.IsFor(command.Caller.Id, command.IdempotencyKey)) return OrderErrors.NotFound;
        var fingerprint = OrderFingerprint.Of(command);
        var isReplay = State.IsPlaced;
        if (!isReplay)
        {
            if (_accepting is { } other && other.Fingerprint != fingerprint) return OrderErrors.IdempotencyKeyReused;
            var accepting = _accepting?.Refusal ?? StartAccepting(command, fingerprint);
            if (await accepting is { } refusal) return refusal;
        }

        if (State.Placed!.Fingerprint != fingerprint) return OrderErrors.IdempotencyKeyReused;
        return (await AnswerWhenSettled()) with { IsReplay = isReplay };
    }

    public async Task<Result<OrderSnapshot>> Get(Caller caller)
    {
        var state = journal.State;
        var durable = journal.WhenDurable();
        await durable;
        return IsVisible(state, caller, Scopes.OrdersRead) ? state.ToSnapshot(id) : OrderErrors.NotFound;
    }

    public async Task<Result<OrderTimeline>> GetTimeline(Caller caller, DateTimeOffset? asOf)
    {
        var state = journal.State;
        await journal.WhenDurable();
        if (!IsVisible(state, caller, Scopes.OrdersRead)) return OrderErrors.NotFound;
        return OrderTimelineText.Tell(id, state.History, asOf);
    }

    public async Task<Result<OrderSnapshot>> Cancel(Caller caller)
    {
        if (!IsVisible(State, caller, Scopes.OrdersCancel)) return await Refuse(OrderErrors.NotFound);
        var decision = OrderRules.Cancel(State, caller);
        if (decision.IsRefused) return await Refuse(decision.Error);
        await Add(decision.Value);
        Hurry();
        return await AnswerWhenSettled();
    }

    public async Task<Result<RefundSnapshot>> Refund(OperationId refund, Caller caller, RefundOrder command)
    {
        if (!State.IsPlaced || !caller.May(Scopes.RefundsCreate)) return await Refuse(OrderErrors.NotFound);
        var decision = OrderRules.Refund(State, refund, caller, command);
        if (decision.IsRefused) return await Refuse(decision.Error);
        await Add(decision.Value);
        await WaitUntilSettled();
        await journal.WhenDurable();
        return journal.State.Refunds.First(r => r.Id == refund);
    }

    /// <summary>Goes on with what is unfinished; ends when the loop does, or pauses.</summary>
    public Task Wake()
    {
        if (!journal.State.IsPlaced || State.IsSettled) return journal.WhenDurable();
        Hurry();
        return Go();
    }

    private static bool IsVisible(OrderState state, Caller caller, string scope) =>
        state.IsPlaced && (caller.Owns(state.Placed!.Caller.Id) || caller.May(scope));

    private async Task<ShopError> Refuse(ShopError error)
    {
        await journal.WhenDurable();
        return error;
    }

    private async Task<ShopError?> StartAccepting(PlaceOrder command, string fingerprint)
    {
        var accepting = Accept(command, fingerprint);
        _accepting = (fingerprint, accepting);
        try
        {
            return await accepting;
        }
        finally
        {
            // A refusal is not remembered: the next attempt may find a cart that can be bought.
            _accepting = null;
        }
    }

    private async Task<ShopError?> Accept(PlaceOrder command, string fingerprint)
    {
        var cart = await calls.ReadCart(command);
        if (cart.IsRefused) return cart.Error;
        var placed = OrderRules.Place(command, fingerprint, cart.Value, time.GetUtcNow(), options.TimeLimit);
        if (placed.IsRefused) return placed.Error;
        await Add([placed.Value]);
        return null;
    }

    private async Task<OrderSnapshot> AnswerWhenSettled()
    {
        await WaitUntilSettled();
        var state = journal.State;
        await journal.WhenDurable();
        return state.ToSnapshot(id);
    }

    private async Task WaitUntilSettled()
    {
        if (State.IsSettled) return;
        var running = Go();
        if (running.IsCompleted || options.AnswerWithin == TimeSpan.Zero)
        {
            if (running.IsCompleted) await running;
            return;
        }

        try
        {
            await running.WaitAsync(options.AnswerWithin, time);
        }
        catch (TimeoutException) when (!running.IsCompleted)
        {
            // The order goes on in the background.
        }
    }

    /// <summary>Ends the loop's pause, because something may have changed. A mere repetition of a command does not.</summary>
    private void Hurry() => _pause?.TrySetResult();

    private Task Go()
    {
        if (_running is { IsCompleted: false } running) return running;
        return _running = Run();
    }

    private async Task Run()
    {
        _attempts = 0;
        while (true)
        {
            var step = OrderRules.Next(State, time.GetUtcNow());
            if (step == OrderStep.None) break;
            if (Decide(step) is { } decided)
            {
                // The start of the capture goes with the payment's own intent, which is durable before the provider hears of it.
                Record(decided);
                if (step != OrderStep.BeginCapture) await Flush();
                continue;
            }

            var events = await Attempt(step);
            if (events is [not OrderEvent.PaymentUncertain, ..])
            {
                _attempts = 0;
                await Take(events);
            }
            else if (!await Pause(step, events))
            {
                return;
            }
        }

        await journal.WhenDurable();
    }

    /// <summary>The steps that make no call and must be durable before the next one.</summary>
    private OrderEvent? Decide(OrderStep step) => step switch
    {
        OrderStep.BeginCapture => new OrderEvent.CaptureStarted(),
        OrderStep.BeginCompensation => OrderRules.GiveUp(State),
        OrderStep.Confirm => new OrderEvent.OrderConfirmed(),
        OrderStep.Cancel => new OrderEvent.OrderCancelled(),
        _ => null,
    };

    private async Task<ImmutableArray<OrderEvent>> Attempt(OrderStep step)
    {
        try
        {
            var call = _steps.Perform(step, State);
            await ShowProgress(call);
            return await call;
        }
        catch (Exception e) when (!IsOwnJournal(e))
        {
            // The step is repeatable, so any failure of the callee is only a reason to repeat it.
            LogStepFailed(logger, id, step, e);
            return [];
        }
    }

    /// <summary>While a call takes long, what happened before it becomes visible.</summary>
    private async Task ShowProgress(Task call)
    {
        if (call.IsCompleted || !_hasRecorded) return;
        try
        {
            await call.WaitAsync(options.ProgressAfter, time);
        }
        catch (TimeoutException) when (!call.IsCompleted)
        {
            await Flush();
        }
    }

    /// <summary>A decision to give up is durable before anything is taken back; all else can wait for company.</summary>
    private async Task Take(ImmutableArray<OrderEvent> events)
    {
        foreach (var e in events)
        {
            // A command may have come in while the call was under way, and have overtaken this event.
            if (OrderRules.IsLegal(State, e)) Record(e);
        }

        if (events.Any(e => e is OrderEvent.CompensationStarted or OrderEvent.RefundSettled)) await Flush();
    }

    /// <summary>Waits before the step is tried again; false when that is left to the next wake-up.</summary>
    private async Task<bool> Pause(OrderStep step, ImmutableArray<OrderEvent> events)
    {
        await Take(events);
        var now = time.GetUtcNow();
        if (++_attempts > options.StepRetries)
        {
            LogStepPostponed(logger, id, step, _attempts);
            await Flush(now + Postponement(now));
            return false;
        }

        // The wake-up is what goes on if this activation does not; one that is far enough ahead need not be written again.
        if (_hasRecorded || !(journal.WakeAt > now + (options.ResumeAfter / 2))) await Flush(now + options.ResumeAfter);

        _pause = new TaskCompletionSource();
        using var enough = new CancellationTokenSource();
        await Task.WhenAny(_pause.Task, Task.Delay(Backoff(_attempts), time, enough.Token));
        enough.Cancel();
        _pause = null;
        return true;
    }

    private TimeSpan Backoff(int attempts)
    {
        var pause = options.RetryDelay * Math.Pow(2, Math.Min(attempts - 1, 20));
        return pause < StepPauseMax ? pause : StepPauseMax;
    }

    /// <summary>Grows with the order's age, so that no count has to outlive the activation.</summary>
    private TimeSpan Postponement(DateTimeOffset now)
    {
        var pause = (now - State.Placed!.At) / 4;
        return pause < options.RetryDelay ? options.RetryDelay : pause < options.RetryDelayMax ? pause : options.RetryDelayMax;
    }

    private Task Add(ImmutableArray<OrderEvent> events)
    {
        foreach (var e in events) Record(e);
        return Flush();
    }

    private void Record(OrderEvent e)
    {
        // A clock that was set back must not turn the time line around.
        var now = time.GetUtcNow();
        var last = State.LastAt;
        var stamped = e with { At = now > last ? now : last };
        journal.Record([stamped], OrderRules.Apply(State, stamped), WakeUp.Keep);
        _hasRecorded = true;
    }

    private Task Flush(DateTimeOffset? wakeAt = null)
    {
        if (_hasRecorded || wakeAt is not null)
        {
            _hasRecorded = false;
            var wakeUp = State.IsSettled ? WakeUp.None : WakeUp.At(wakeAt ?? time.GetUtcNow() + options.ResumeAfter);
            journal.Record([], State, wakeUp);
        }

        return journal.WhenOrdered();
    }

    /// <summary>Whether this order's own journal has failed: the activation is over, and the next one goes on.</summary>
    private bool IsOwnJournal(Exception exception)
    {
        if (exception is not JournalStoreException) return false;
        var durable = journal.WhenDurable();
        return durable.IsFaulted;
    }

    [LoggerMessage(EventId = 4001, Level = LogLevel.Warning, Message = "Order {Order}: step {Step} failed and will be tried again")]
    private static partial void LogStepFailed(ILogger logger, OrderId order, OrderStep step, Exception exception);

    [LoggerMessage(EventId = 4002, Level = LogLevel.Warning, Message = "Order {Order}: step {Step} postponed after {Attempts} attempts")]
    private static partial void LogStepPostponed(ILogger logger, OrderId order, OrderStep step, int attempts);
}
