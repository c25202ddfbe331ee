using System.Collections.Immutable;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// Runs one payment: decides a command's events, makes them durable, and only then calls the provider, one operation at
/// a time. It records the answer, which is written with the order's next commit; callers other than that order are
/// answered once it is durable.
/// </summary>
internal sealed class PaymentAgent
{
    // A provider waits a few seconds for the answer to a webhook.
    private static readonly TimeSpan WebhookPatience = TimeSpan.FromMilliseconds(250);

    private readonly PaymentId _id;
    private readonly IEventJournal<PaymentState, PaymentEvent> _journal;
    private readonly PaymentGateway _gateway;
    private readonly TimeProvider _time;
    private readonly PaymentOptions _options;
    private readonly Func<string?> _token;
    private readonly Action _wakeOrder;
    private readonly SagaLoop<PaymentStep> _saga;

    // When the background may ask the provider again. Commands ask at once: their callers limit their own attempts.
    private DateTimeOffset _notBefore;

    /// <param name="id">The payment.</param>
    /// <param name="journal">Its part of the purchase's journal.</param>
    /// <param name="gateway">The calls to the provider.</param>
    /// <param name="time">The clock.</param>
    /// <param name="options">The settings.</param>
    /// <param name="token">The payer's token, while the journal has it.</param>
    /// <param name="wakeOrder">Called when an outcome is known that the order could not wait for.</param>
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
        _saga = new(() => PaymentSaga.Next(journal.State, time.Now(), options), PerformAsync);
    }

    /// <summary>Whether no call to the provider is in flight.</summary>
    public bool IsIdle => _saga.IsIdle;

    public Task<Result<PaymentSnapshot>> AuthoriseAsync(AuthorisePayment command) =>
        HandleAsync(PaymentRules.Authorise(_journal.State, command, Now));

    public Task<Result<PaymentSnapshot>> CaptureAsync(Money? amount) =>
        HandleAsync(PaymentRules.Capture(_journal.State, amount, Now));

    public Task<Result<PaymentSnapshot>> VoidAsync(OrderId order) =>
        HandleAsync(PaymentRules.Void(_journal.State, order, Now));

    public Task<Result<PaymentSnapshot>> RefundAsync(OperationId refund, Money amount) =>
        HandleAsync(PaymentRules.Refund(_journal.State, refund, amount, Now));

    /// <summary>
    /// Authorises an amount and voids it; returns the payment as it was before the void, once that is durable.
    /// </summary>
    public async Task<Result<PaymentSnapshot>> CheckAsync(OperationId operation, Caller caller, CheckPayment command)
    {
        if (!PaymentRules.IsCheckOf(_id, operation, caller)) return PaymentErrors.NotFound;
        if (PaymentRules.IsAnotherCheck(_journal.State, command)) return PaymentErrors.OperationReused;

        var isRepeat = _journal.State.Authorisation is not null;
        var order = OrderId.ForCheck(_id);
        var authorised = await AuthoriseAsync(new AuthorisePayment
        {
            Order = order,
            Owner = caller.Id,
            Amount = command.Amount,
            Token = command.Token,
        });
        if (authorised is { IsOk: true, Value.Status: not PaymentStatus.Declined })
        {
            var released = await VoidAsync(order);
            if (released.IsRefused) authorised = released;
        }

        await _journal.WhenDurable();
        return isRepeat && authorised.IsOk ? authorised.AsReplay() : authorised;
    }

    /// <param name="caller">Who asks.</param>
    /// <param name="orderOwner">The present owner of the order; null if the payment is only a check.</param>
    public async Task<Result<PaymentSnapshot>> GetAsync(Caller caller, PrincipalId? orderOwner)
    {
        var state = _journal.State;
        var isVisible = state.Owner is { } payer &&
            (caller.Owns(orderOwner ?? payer) || caller.May(Scopes.OrdersRead));
        await _journal.WhenDurable();
        return isVisible ? state.ToSnapshot() : PaymentErrors.NotFound;
    }

    /// <summary>Ends an operation in review; completes when that is durable, and its effects follow.</summary>
    public async Task<Result<PaymentSnapshot>> DecideAsync(OperationId operation, Caller caller, DecidePayment command)
    {
        var decision = PaymentRules.Decide(_journal.State, operation, caller, command, Now);
        if (!decision.Events.IsEmpty) Record(decision.Events);
        var answer = _journal.State.ToSnapshot();
        await _journal.WhenDurable();
        if (decision.Error is { } error) return error;
        if (decision.IsRepeat) return ((Result<PaymentSnapshot>)answer).AsReplay();
        _wakeOrder();
        InquireAndKeepAsync().Ignore();
        return answer;
    }

    /// <summary>Completes when the webhook is durable; its effects follow in the background.</summary>
    public async Task<Result> HandleWebhookAsync(PaymentWebhook webhook)
    {
        // The answer to the same operation is already in flight. It mostly says the same, and then nothing
        // is left to do.
        if (_journal.State.Find(webhook.Key) is { IsPending: true, Attempts: 0 }) await WaitForAnswerAsync();

        // Already known: recording it would cost a write and change nothing.
        if (_journal.State.Find(webhook.Key) is { IsPending: false } known && IsNoNews(known, webhook))
        {
            await _journal.WhenDurable();
            return Result.Ok;
        }

        var now = Now;
        var decision = PaymentRules.Webhook(_journal.State, webhook, now);
        if (!decision.Events.IsEmpty) _journal.Record(decision.Events.AsSpan(), WakeUp.At(now));
        await _journal.WhenDurable();
        InquireAndKeepAsync().Ignore();
        return Result.Ok;
    }

    /// <summary>Asks the provider about every open operation, unless it was asked a moment ago.</summary>
    public Task WakeAsync() => Now >= _notBefore ? InquireAndKeepAsync() : Task.CompletedTask;

    private static bool IsNoNews(PaymentOperation known, PaymentWebhook webhook) =>
        webhook.Type.EndsWith(".succeeded", StringComparison.Ordinal) == known.HasSucceeded;

    private DateTimeOffset Now => _time.Now();

    private async Task WaitForAnswerAsync()
    {
        // After that time the webhook was faster, or the answer is lost: it is the best information there is.
        if (!_saga.IsIdle) await _saga.RunAsync().EndsWithinAsync(WebhookPatience, _time);
    }

    private async Task<Result<PaymentSnapshot>> HandleAsync(Decision<PaymentEvent> decision)
    {
        if (decision.Error is { } error) return error;

        if (!decision.Events.IsEmpty) Record(decision.Events);
        if (PaymentSaga.Next(_journal.State, Now, _options) is not null) await _saga.RunAsync();
        return _journal.State.ToSnapshot();
    }

    /// <summary>Asks on behalf of no waiting order, and writes what it learns, unless a loop is at it.</summary>
    private async Task InquireAndKeepAsync()
    {
        if (!_saga.IsIdle) return;
        await _saga.RunAsync();
        await _journal.WhenDurable();
    }

    private async Task<bool> PerformAsync(PaymentStep step)
    {
        // Send nothing to the provider before the intent is durable, or certain to become so before the provider's
        // own record.
        await (_gateway.WritesToTheShopsStore ? _journal.WhenOrdered() : _journal.WhenDurable());
        var operation = _journal.State.Find(step.Key);
        var attempts = operation?.Attempts ?? 0;
        var answer = await AskAsync(step);

        // Judged against the current state: a command may have arrived during the call.
        var events = PaymentSaga.After(_journal.State, step, answer, Now);
        if (events is [] or [PaymentEvent.OperationUncertain or PaymentEvent.ConfirmationRequired
            or PaymentEvent.ProcessingStarted, ..])
        {
            _notBefore = Now + Pause(step.Key, attempts, answer);
            _journal.Record(events.AsSpan(), WakeUp.At(_notBefore));
            await _journal.WhenDurable();
            return false;
        }

        Record(events);
        if (attempts > 0 || operation is { AwaitsPayer: true } or { IsProcessing: true }) _wakeOrder();
        return true;
    }

    /// <summary>The state after the events determines whether a wake-up is needed.</summary>
    private void Record(ImmutableArray<PaymentEvent> events)
    {
        _journal.Record(events.AsSpan());
        var isDone = PaymentSaga.Next(_journal.State, Now, _options) is null;
        _journal.Record([], isDone ? WakeUp.None : WakeUp.At(Now + _options.InquiryDelay));
    }

    private async Task<ProviderAnswer> AskAsync(PaymentStep step)
    {
        if (step.LookUpFirst)
        {
            var found = await _gateway.FindAsync(new ProviderLookup
            {
                Key = step.Key,
                Payment = _id,
                Operation = PaymentKeys.OperationOf(step.Key),
                Authorisation = Authorisation,
            });

            // "Not found" proves nothing: an earlier attempt may still be in flight. The unchanged key makes sending it
            // again safe.
            if (step.Operation is null || found.IsDefinite || found.Outcome != ProviderOutcome.NotFound) return found;
        }

        var operation = step.Operation!;
        return await _gateway.ExecuteAsync(new ProviderRequest
        {
            Operation = operation.Operation,
            Key = operation.Key,
            Payment = _id,
            Order = _journal.State.Order!.Value,
            Amount = operation.Amount,
            Token = operation.Operation == ProviderOperation.Authorise ? _token() : null,
            Authorisation = operation.Operation == ProviderOperation.Authorise ? null : Authorisation,
            Generation = _journal.Generation,
            ReturnUrl = operation.Operation == ProviderOperation.Authorise ? ReturnUrl : null,
        });
    }

    private string? Authorisation => _journal.State.Authorisation?.Reference;

    private Uri? ReturnUrl
    {
        get
        {
            if (_options.ReturnUrl is not { } template) return null;
            var order = _journal.State.Order!.Value.Value;
            return new Uri(template.Replace(PaymentOptions.OrderPlace, order, StringComparison.Ordinal));
        }
    }

    private TimeSpan Pause(string key, int attempts, ProviderAnswer answer)
    {
        if (answer.Outcome != ProviderOutcome.Processing) return Backoff(attempts, answer.RetryAfter);
        var pause = (Now - _journal.State.Find(key)!.RequestedAt) / 4;
        return pause < _options.InquiryDelay ? _options.InquiryDelay
            : pause < _options.ProcessingInquiryMax ? pause : _options.ProcessingInquiryMax;
    }

    private TimeSpan Backoff(int attempts, TimeSpan? asked)
    {
        var pause = _options.InquiryDelay * Math.Pow(2, Math.Min(attempts, 16));
        if (pause > _options.InquiryDelayMax) pause = _options.InquiryDelayMax;
        return asked is { } minimum && minimum > pause && minimum <= _options.InquiryDelayMax ? minimum : pause;
    }
}
