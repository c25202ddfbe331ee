using System.Collections.Immutable;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// Runs one payment: decides a command's events, makes them durable, and only then talks to the provider, one operation
/// at a time. The provider's answer is recorded, and written with the next commit of the order beside it; callers other
/// than that order are answered when it is durable.
/// </summary>
internal sealed class PaymentAgent
{
    // A provider waits some seconds for the answer to a webhook.
    private static readonly TimeSpan WebhookPatience = TimeSpan.FromMilliseconds(250);

    private readonly PaymentId _id;
    private readonly IEventJournal<PaymentState, PaymentEvent> _journal;
    private readonly PaymentGateway _gateway;
    private readonly TimeProvider _time;
    private readonly PaymentOptions _options;
    private readonly Func<string?> _token;
    private readonly Action _wakeOrder;
    private readonly SagaLoop<PaymentStep> _saga;

    // When the background may ask again. Commands ask at once: their senders have bounds of their own.
    private DateTimeOffset _notBefore;

    /// <param name="id">The payment.</param>
    /// <param name="journal">Its part of the purchase's journal.</param>
    /// <param name="gateway">The way to the provider.</param>
    /// <param name="time">The clock.</param>
    /// <param name="options">The settings.</param>
    /// <param name="token">The payer's token, while the journal has it.</param>
    /// <param name="wakeOrder">Called when something is known that the order could not wait for.</param>
    public PaymentAgent(
        PaymentId id,
        IEventJournal<PaymentState, PaymentEvent> journal,
        PaymentGateway gateway,
        TimeProvider time,
        PaymentOptions options,
        Func<string?> token,
        Action wakeOrder)
    {
        (_id, _journal, _gateway, _time, _options) = (id, journal, gateway, time, options);
        (_token, _wakeOrder) = (token, wakeOrder);
        _saga = new(() => PaymentSaga.Next(journal.State, time.Now(), options.KeyRetention), Perform);
    }

    /// <summary>Whether the provider is not being asked.</summary>
    public bool IsIdle => _saga.IsIdle;

    public Task<Result<PaymentSnapshot>> Authorise(AuthorisePayment command) =>
        Handle(PaymentRules.Authorise(_journal.State, command, Now));

    public Task<Result<PaymentSnapshot>> Capture(Money? amount) =>
        Handle(PaymentRules.Capture(_journal.State, amount, Now));

    public Task<Result<PaymentSnapshot>> Void(OrderId order) =>
        Handle(PaymentRules.Void(_journal.State, order, Now));

    public Task<Result<PaymentSnapshot>> Refund(OperationId refund, Money amount) =>
        Handle(PaymentRules.Refund(_journal.State, refund, amount, Now));

    /// <summary>
    /// Sets an amount aside and lets it go again: the payment as it stood before it was let go, once that is durable.
    /// </summary>
    public async Task<Result<PaymentSnapshot>> Check(OperationId operation, Caller caller, CheckPayment command)
    {
        if (!PaymentRules.IsCheckOf(_id, operation, caller)) return PaymentErrors.NotFound;

        var order = OrderId.ForCheck(_id);
        var authorised = await Authorise(new AuthorisePayment
        {
            Order = order,
            Owner = caller.Id,
            Amount = command.Amount,
            Token = command.Token ?? "",
        });
        if (authorised is { IsOk: true, Value.Status: not PaymentStatus.Declined })
        {
            var released = await Void(order);
            if (released.IsRefused) authorised = released;
        }

        await _journal.WhenDurable();
        return authorised;
    }

    public async Task<Result<PaymentSnapshot>> Get(Caller caller)
    {
        var state = _journal.State;
        var isVisible = state.Owner is { } owner && (caller.Owns(owner) || caller.May(Scopes.OrdersRead));
        await _journal.WhenDurable();
        return isVisible ? state.ToSnapshot() : PaymentErrors.NotFound;
    }

    /// <summary>Ends when the webhook is durable; what follows from it goes on by itself.</summary>
    public async Task<Result> HandleWebhook(PaymentWebhook webhook)
    {
        // The answer to the same operation is on its way here: it mostly says the same, and then nothing is to be done.
        if (_journal.State.Find(webhook.Key) is { IsPending: true, Attempts: 0 }) await WaitForAnswer();

        // What it tells is known already: recording that would cost a write and change nothing.
        if (_journal.State.Find(webhook.Key) is { IsPending: false } known && IsNoNews(known, webhook))
        {
            await _journal.WhenDurable();
            return Result.Ok;
        }

        var now = Now;
        var decision = PaymentRules.Webhook(_journal.State, webhook, now);
        if (!decision.Events.IsEmpty) _journal.Record(decision.Events.AsSpan(), WakeUp.At(now));
        await _journal.WhenDurable();
        InquireAndKeep().Ignore();
        return Result.Ok;
    }

    /// <summary>Asks the provider for whatever is still open, unless it was asked a moment ago.</summary>
    public Task Wake() => Now >= _notBefore ? InquireAndKeep() : Task.CompletedTask;

    private static bool IsNoNews(PaymentOperation known, PaymentWebhook webhook) =>
        webhook.Type.EndsWith(".succeeded", StringComparison.Ordinal) == known.HasSucceeded;

    private DateTimeOffset Now => _time.Now();

    private async Task WaitForAnswer()
    {
        if (_saga.IsIdle) return;
        var running = _saga.Run();
        try
        {
            await running.WaitAsync(WebhookPatience, _time);
        }
        catch (TimeoutException) when (!running.IsCompleted)
        {
            // The webhook was faster, or the answer is lost: now it is the best that is known.
        }
    }

    private async Task<Result<PaymentSnapshot>> Handle(Decision<PaymentEvent> decision)
    {
        if (decision.Error is { } error) return error;

        if (!decision.Events.IsEmpty) Record(decision.Events);
        await _saga.Run();
        return _journal.State.ToSnapshot();
    }

    /// <summary>Asks without an order that waits, and writes what is learnt.</summary>
    private async Task InquireAndKeep()
    {
        await _saga.Run();
        await _journal.WhenDurable();
    }

    private async Task<bool> Perform(PaymentStep step)
    {
        // Nothing may reach the provider that the journal could still forget.
        await _journal.WhenDurable();
        var attempts = _journal.State.Find(step.Key)?.Attempts ?? 0;
        var answer = await Ask(step);

        // Judged against the state as it is now: a command may have come in while the provider was asked.
        var events = PaymentSaga.After(_journal.State, step, answer, Now);
        if (events is [PaymentEvent.OperationUncertain, ..])
        {
            _notBefore = Now + Backoff(attempts, answer.RetryAfter);
            _journal.Record(events.AsSpan(), WakeUp.At(_notBefore));
            await _journal.WhenDurable();
            return false;
        }

        Record(events);
        if (attempts > 0) _wakeOrder();
        return true;
    }

    /// <summary>The state that the events lead to decides whether anything is left to wake up for.</summary>
    private void Record(ImmutableArray<PaymentEvent> events)
    {
        _journal.Record(events.AsSpan());
        var isDone = PaymentSaga.Next(_journal.State, Now, _options.KeyRetention) is null;
        _journal.Record([], isDone ? WakeUp.None : WakeUp.At(Now + _options.InquiryDelay));
    }

    private async Task<ProviderAnswer> Ask(PaymentStep step)
    {
        if (step.LookUpFirst)
        {
            var found = await _gateway.Find(step.Key);

            // Not found is no proof: an earlier attempt may still be on its way. The same key makes asking again safe.
            if (step.Operation is null || found.IsDefinite || found.Outcome != ProviderOutcome.NotFound) return found;
        }

        var operation = step.Operation!;
        return await _gateway.Execute(new ProviderRequest
        {
            Operation = operation.Operation,
            Key = operation.Key,
            Payment = _id,
            Order = _journal.State.Order!.Value,
            Amount = operation.Amount,
            Token = operation.Operation == ProviderOperation.Authorise ? _token() : null,
        });
    }

    private TimeSpan Backoff(int attempts, TimeSpan? asked)
    {
        var pause = _options.InquiryDelay * Math.Pow(2, Math.Min(attempts, 16));
        if (pause > _options.InquiryDelayMax) pause = _options.InquiryDelayMax;
        return asked is { } minimum && minimum > pause && minimum <= _options.InquiryDelayMax ? minimum : pause;
    }
}
