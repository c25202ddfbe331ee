using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// Runs one order to its end. One loop performs one step after another; commands only add events, which the loop sees.
/// <para>
/// Outcomes are recorded and written together with what must be durable before the next call. The first append is the
/// intent of every call before the capture, each of which can be repeated and undone blindly; see
/// docs/design/checkout-saga.md. Between the appends, the order of the journals is enough; the answer waits until
/// everything is durable. Before the loop waits, it writes its progress.
/// <c>OrderAgent.AfterSale.cs</c> has the commands on a confirmed order.
/// </para>
/// </summary>
internal sealed partial class OrderAgent
{
    // A silo that died is declared dead after about two seconds; until then its grains do not answer. The retries of a
    // step outlast that time, at a pace that loses little once it is over.
    private static readonly TimeSpan StepPauseMax = TimeSpan.FromMilliseconds(400);

    // How often an order that was given up looks at a payment that is still under way.
    private static readonly TimeSpan ProcessingPause = TimeSpan.FromHours(1);

    private readonly OrderId _id;
    private readonly IEventJournal<OrderState, OrderEvent> _journal;
    private readonly ICheckoutCalls _calls;
    private readonly TimeProvider _time;
    private readonly OrderOptions _options;
    private readonly ILogger<OrderAgent> _logger;
    private readonly CheckoutSteps _steps;
    private readonly SagaLoop<OrderStep> _saga;

    // Whether anything was recorded since the last commit.
    private bool _hasRecorded;

    // The first placing in progress, and the command's fingerprint.
    private (string Fingerprint, Task<ShopError?> Refusal)? _accepting;

    // Completed to end the loop's pause; each pause has its own source.
    private TaskCompletionSource? _pause;

    // Failed attempts at the current step.
    private int _attempts;

    /// <param name="id">The order.</param>
    /// <param name="journal">Its part of the purchase's journal.</param>
    /// <param name="calls">The calls to the other grains and to the payment.</param>
    /// <param name="time">The clock.</param>
    /// <param name="options">The settings.</param>
    /// <param name="logger">The log.</param>
    public OrderAgent(
        OrderId id,
        IEventJournal<OrderState, OrderEvent> journal,
        ICheckoutCalls calls,
        TimeProvider time,
        OrderOptions options,
        ILogger<OrderAgent> logger)
    {
        (_id, _journal, _calls, _time, _options, _logger) = (id, journal, calls, time, options, logger);
        _steps = new(calls, options, time);
        _saga = new(() => OrderSaga.Next(journal.State, time.Now()), PerformAsync);
    }

    private OrderState State => _journal.State;

    private DateTimeOffset Now => _time.Now();

    public async Task<Result<OrderSnapshot>> PlaceAsync(PlaceOrder command)
    {
        if (OrderRules.Validate(command) is { } invalid) return invalid;
        if (!_id.IsFor(command.Caller.Id, command.IdempotencyKey)) return OrderErrors.NotFound;
        var fingerprint = OrderFingerprint.Of(command);
        var isReplay = State.IsPlaced;
        if (!isReplay)
        {
            if (_accepting is { } other && other.Fingerprint != fingerprint) return OrderErrors.IdempotencyKeyReused;
            var accepting = _accepting?.Refusal ?? StartAcceptingAsync(command, fingerprint);
            if (await accepting is { } refusal) return refusal;
        }

        if (State.Placed!.Fingerprint != fingerprint) return OrderErrors.IdempotencyKeyReused;
        return (await AnswerWhenSettledAsync(command.AnswerWithin)) with { IsReplay = isReplay };
    }

    public async Task<Result<OrderSnapshot>> GetAsync(Caller caller)
    {
        var state = _journal.State;
        await _journal.WhenDurable();
        return IsVisible(state, caller, Scopes.OrdersRead) ? state.ToSnapshot() : OrderErrors.NotFound;
    }

    public async Task<Result<OrderTimeline>> GetTimelineAsync(Caller caller, DateTimeOffset? asOf)
    {
        var state = _journal.State;
        await _journal.WhenDurable();
        if (!IsVisible(state, caller, Scopes.OrdersRead)) return OrderErrors.NotFound;
        return OrderTimelineText.Tell(_id, state.History, asOf);
    }

    public async Task<Result<OrderSnapshot>> CancelAsync(Caller caller)
    {
        if (!IsVisible(State, caller, Scopes.OrdersCancel)) return await RefuseAsync(OrderErrors.NotFound);
        var decision = OrderRules.Cancel(State, caller);
        if (decision.Error is { } error) return await RefuseAsync(error);
        await AddAsync(decision.Events);
        Hurry();
        return await AnswerWhenSettledAsync();
    }

    public async Task<Result<RefundSnapshot>> RefundAsync(OperationId refund, Caller caller, RefundOrder command)
    {
        if (!State.IsPlaced || !caller.May(Scopes.RefundsCreate)) return await RefuseAsync(OrderErrors.NotFound);
        var decision = OrderRules.Refund(State, refund, caller, command);
        if (decision.Error is { } error) return await RefuseAsync(error);
        await AddAsync(decision.Events);
        await WaitUntilSettledAsync();
        await _journal.WhenDurable();
        return _journal.State.Refunds.First(r => r.Id == refund);
    }

    /// <summary>
    /// Continues unfinished work; completes when the loop ends or pauses. A loop that runs is only hurried: waiting for
    /// it would occupy the waker for as long as a slow payment takes.
    /// </summary>
    public async Task WakeAsync()
    {
        if (State is { IsPlaced: true, IsSettled: false })
        {
            Hurry();
            if (_saga.IsIdle) await GoAsync();
        }

        await _journal.WhenDurable();
    }

    private static bool IsVisible(OrderState state, Caller caller, string scope) =>
        state.IsPlaced && (caller.Owns(state.Owner) || caller.May(scope));

    private async Task<ShopError> RefuseAsync(ShopError error)
    {
        await _journal.WhenDurable();
        return error;
    }

    private async Task<ShopError?> StartAcceptingAsync(PlaceOrder command, string fingerprint)
    {
        var accepting = AcceptAsync(command, fingerprint);
        _accepting = (fingerprint, accepting);
        try
        {
            return await accepting;
        }
        finally
        {
            // Do not keep a refusal: the next attempt may find a cart that can be bought.
            _accepting = null;
        }
    }

    private async Task<ShopError?> AcceptAsync(PlaceOrder command, string fingerprint)
    {
        var cart = await _calls.ReadCartAsync(command);
        if (cart.IsRefused) return cart.Error;
        var placed = OrderRules.Place(command, fingerprint, cart.Value, Now, _options.TimeLimit);
        if (placed.IsRefused) return placed.Error;
        await AddAsync([placed.Value]);
        return null;
    }

    private async Task<OrderSnapshot> AnswerWhenSettledAsync(TimeSpan? within = null)
    {
        await WaitUntilSettledAsync(within);
        var state = _journal.State;
        await _journal.WhenDurable();
        return state.ToSnapshot();
    }

    private async Task WaitUntilSettledAsync(TimeSpan? within = null)
    {
        if (State.IsSettled) return;
        var running = GoAsync();
        var time = within < _options.AnswerWithin ? within.Value : _options.AnswerWithin;
        if (time <= TimeSpan.Zero && !running.IsCompleted) return;

        // After that time the order continues in the background.
        await running.EndsWithinAsync(time, _time);
    }

    /// <summary>
    /// Ends the loop's pause, because something may have changed. A repeated command does not call it.
    /// </summary>
    private void Hurry() => _pause?.TrySetResult();

    private Task GoAsync()
    {
        if (_saga.IsIdle) _attempts = 0;
        return _saga.RunAsync();
    }

    private async Task<bool> PerformAsync(OrderStep step)
    {
        if (Decide(step) is { } decided)
        {
            // The start of the capture is written with the payment's own intent, which is durable before the provider
            // is called.
            Record(decided);
            if (step != OrderStep.BeginCapture) await FlushAsync();
            return true;
        }

        var events = await AttemptAsync(step);
        if (events is not [not (OrderEvent.PaymentUncertain or OrderEvent.PayerActionRequired
            or OrderEvent.PaymentProcessing or OrderEvent.ReviewNeeded), ..])
        {
            return await PauseAsync(step, events);
        }

        _attempts = 0;
        await TakeAsync(events);
        return true;
    }

    /// <summary>Steps that make no call and must be durable before the next one.</summary>
    private OrderEvent? Decide(OrderStep step) => step switch
    {
        OrderStep.BeginCapture => new OrderEvent.CaptureStarted(),
        OrderStep.BeginCompensation => OrderSaga.GiveUp(State),
        OrderStep.Confirm => new OrderEvent.OrderConfirmed(),
        OrderStep.Cancel => new OrderEvent.OrderCancelled(),
        _ => null,
    };

    private async Task<ImmutableArray<OrderEvent>> AttemptAsync(OrderStep step)
    {
        try
        {
            var call = _steps.PerformAsync(step, State);
            await ShowProgressAsync(call);
            return await call;
        }
        catch (Exception e) when (!IsOwnJournal(e))
        {
            // The step is idempotent, so after any failure of the callee it is simply repeated.
            LogStepFailed(_logger, _id, step, e);
            return [];
        }
    }

    /// <summary>If a call takes long, writes the events before it, so that readers see the progress.</summary>
    private async Task ShowProgressAsync(Task call)
    {
        if (call.IsCompleted || !_hasRecorded) return;
        if (!await call.EndsWithinAsync(_options.ProgressAfter, _time)) await FlushAsync();
    }

    /// <summary>Persist the decision to compensate first; batch everything else.</summary>
    private async Task TakeAsync(ImmutableArray<OrderEvent> events)
    {
        foreach (var e in events)
        {
            // A command may have arrived during the call and made this event illegal.
            if (State.Allows(e)) Record(e);
        }

        if (events.Any(e => e is
            OrderEvent.CompensationStarted or OrderEvent.RefundSettled or OrderEvent.ReturnRestocked))
        {
            await FlushAsync();
        }
    }

    /// <summary>Waits before the next attempt at the step; false if the next wake-up makes it.</summary>
    private async Task<bool> PauseAsync(OrderStep step, ImmutableArray<OrderEvent> events)
    {
        await TakeAsync(events);
        if (State.IsInReview)
        {
            // The payment wakes the order when its outcome is known; polling would not reveal it earlier.
            await FlushAsync();
            return false;
        }

        var now = Now;
        if (State.AwaitsPayer)
        {
            // The payer takes minutes. A webhook wakes the order; the wake-ups are for one that is lost.
            var next = now + Postponement(now);
            await FlushAsync(next < State.PayerAction!.Until ? next : State.PayerAction.Until);
            return false;
        }

        if (State.Payment == PaymentStatus.Processing && step is OrderStep.Authorise or OrderStep.Void)
        {
            // The payment asks the provider by its own wake-ups, and wakes the order.
            await FlushAsync(State.IsProcessing ? State.ProcessingUntil : now + ProcessingPause);
            return false;
        }

        if (++_attempts > _options.StepRetries)
        {
            LogStepPostponed(_logger, _id, step, _attempts);
            await FlushAsync(now + Postponement(now));
            return false;
        }

        // The wake-up continues the order if this activation ends; one that is far enough ahead need not be
        // written again.
        if (_hasRecorded || !(_journal.WakeAt > now + (_options.ResumeAfter / 2)))
        {
            await FlushAsync(now + _options.ResumeAfter);
        }

        _pause = new TaskCompletionSource();
        using var enough = new CancellationTokenSource();
        await Task.WhenAny(_pause.Task, Task.Delay(Backoff(_attempts), _time, enough.Token));
        enough.Cancel();
        _pause = null;
        return true;
    }

    private TimeSpan Backoff(int attempts)
    {
        var pause = _options.RetryDelay * Math.Pow(2, Math.Min(attempts - 1, 20));
        return pause < StepPauseMax ? pause : StepPauseMax;
    }

    /// <summary>Grows with the order's age, so that no attempt counter has to outlive the activation.</summary>
    private TimeSpan Postponement(DateTimeOffset now)
    {
        var pause = (now - State.Placed!.At) / 4;
        return pause < _options.RetryDelay
            ? _options.RetryDelay
            : pause < _options.RetryDelayMax ? pause : _options.RetryDelayMax;
    }

    private Task AddAsync(ImmutableArray<OrderEvent> events)
    {
        foreach (var e in events) Record(e);
        return FlushAsync();
    }

    private void Record(OrderEvent e)
    {
        // A clock that was set back must not reorder the timeline.
        var now = Now;
        var last = State.LastAt;
        _journal.Record([e with { At = now > last ? now : last }]);
        _hasRecorded = true;
    }

    private Task FlushAsync(DateTimeOffset? wakeAt = null)
    {
        if (_hasRecorded || wakeAt is not null)
        {
            _hasRecorded = false;
            var hasEnded = State.IsSettled || State.IsInReview;
            _journal.Record([], hasEnded ? WakeUp.None : WakeUp.At(wakeAt ?? Now + _options.ResumeAfter));
        }

        return _journal.WhenOrdered();
    }

    /// <summary>
    /// Whether this order's own journal has failed: the activation is over, and the next one continues.
    /// </summary>
    private bool IsOwnJournal(Exception exception) => exception is JournalStoreException && !_journal.IsUsable;

    [LoggerMessage(
        EventId = 4001, Level = LogLevel.Warning,
        Message = "Order {Order}: step {Step} failed and will be retried")]
    private static partial void LogStepFailed(ILogger logger, OrderId order, OrderStep step, Exception exception);

    [LoggerMessage(
        EventId = 4002, Level = LogLevel.Warning,
        Message = "Order {Order}: step {Step} postponed after {Attempts} attempts")]
    private static partial void LogStepPostponed(ILogger logger, OrderId order, OrderStep step, int attempts);
}
