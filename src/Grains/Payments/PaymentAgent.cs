using System.Collections.Immutable;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// Runs one payment: decides a command's events, makes them durable, and only then talks to the provider, one
/// operation at a time. The provider's answer is recorded, and written with the next commit of the order beside it; callers other
/// than that order are answered when it is durable.
/// </summary>
internal sealed class PaymentAgent(
    PaymentId id,
    IEventJournal<PaymentState, PaymentEvent> journal,
    PaymentGateway gateway,
    TimeProvider time,
    PaymentOptions options,
    Action wakeOrder)
{
    // A provider waits some seconds for the answer to a webhook.
    private static readonly TimeSpan WebhookPatience = TimeSpan.FromMilliseconds(250);

    // The inquiry that is under way, if any: commands that come meanwhile join it, because its loop sees their events.
    private Task? _running;

    // When the background may ask again. Commands ask at once: their senders have bounds of their own.
    private DateTimeOffset _notBefore;

    /// <summary>Whether the provider is not being asked.</summary>
    public bool IsIdle => _running is not { IsCompleted: false };

    public Task<Result<PaymentSnapshot>> Authorise(AuthorisePayment command) =>
        Handle(PaymentRules.Authorise(journal.State, command, time.GetUtcNow()));

    public Task<Result<PaymentSnapshot>> Capture(Money? amount) =>
        Handle(PaymentRules.Capture(journal.State, amount, time.GetUtcNow()));

    public Task<Result<PaymentSnapshot>> Void(OrderId order) =>
        Handle(PaymentRules.Void(journal.State, order, time.GetUtcNow()));

    public Task<Result<PaymentSnapshot>> Refund(OperationId refund, Money amount) =>
        Handle(PaymentRules.Refund(journal.State, id, refund, amount, time.GetUtcNow()));

    /// <summary>
    /// Sets an amount aside and lets it go again: the payment as it stood before it was let go, once that is durable.
    /// </summary>
    public async Task<Result<PaymentSnapshot>> Check(OperationId operation, Caller caller, CheckPayment command)
    {
        if (!PaymentRules.IsCheckOf(id, operation, caller)) return PaymentErrors.NotFound;

        var order = OrderId.ForCheck(id);
        var authorised = await Authorise(new AuthorisePayment
        {
            Order = order,
            Owner = caller.Id,
            Amount = command.Amount,
            Token = command.Token,
        });
        if (authorised is { IsOk: true, Value.Status: not PaymentStatus.Declined })
        {
            var released = await Void(order);
            if (released.IsRefused) authorised = released;
        }

        await journal.WhenDurable();
        return authorised;
    }

    public async Task<Result<PaymentSnapshot>> Get(Caller caller)
    {
        var state = journal.State;
        var isVisible = state.Owner is { } owner && (caller.Owns(owner) || caller.May(Scopes.OrdersRead));
        await journal.WhenDurable();
        return isVisible ? state.ToSnapshot(id) : PaymentErrors.NotFound;
    }

    /// <summary>Ends when the webhook is durable; what follows from it goes on by itself.</summary>
    public async Task<Result> HandleWebhook(PaymentWebhook webhook)
    {
        // The answer to the same operation is on its way here: it mostly says the same, and then nothing is to be done.
        if (journal.State.Find(webhook.Key) is { IsPending: true, Attempts: 0 }) await WaitForAnswer();

        // What it tells is known already: recording that would cost a write and change nothing.
        if (journal.State.Find(webhook.Key) is { IsPending: false } known && IsNoNews(known, webhook))
        {
            await journal.WhenDurable();
            return Result.Ok;
        }

        var now = time.GetUtcNow();
        var events = PaymentRules.Webhook(journal.State, webhook, now);
        await (events.IsEmpty ? journal.WhenDurable() : journal.Commit(events, After(events), WakeUp.At(now)));
        InquireAndKeep().Ignore();
        return Result.Ok;
    }

    /// <summary>Asks the provider for whatever is still open, unless it was asked a moment ago.</summary>
    public Task Wake() => time.GetUtcNow() >= _notBefore ? InquireAndKeep() : Task.CompletedTask;

    private static bool IsNoNews(PaymentOperation known, PaymentWebhook webhook) =>
        webhook.Type.EndsWith(".succeeded", StringComparison.Ordinal) == known.HasSucceeded;

    private async Task WaitForAnswer()
    {
        if (_running is not { IsCompleted: false } running) return;
        try
        {
            await running.WaitAsync(WebhookPatience, time);
        }
        catch (TimeoutException) when (!running.IsCompleted)
        {
            // The webhook was faster, or the answer is lost: now it is the best that is known.
        }
    }

    private async Task<Result<PaymentSnapshot>> Handle(Result<ImmutableArray<PaymentEvent>> decision)
    {
        if (decision.IsRefused) return decision.Error;

        if (!decision.Value.IsEmpty) Record(decision.Value, time.GetUtcNow());
        await Inquire();
        return journal.State.ToSnapshot(id);
    }

    /// <summary>Asks without an order that waits, and writes what is learnt.</summary>
    private async Task InquireAndKeep()
    {
        await Inquire();
        await journal.WhenDurable();
    }

    private Task Inquire()
    {
        if (_running is { IsCompleted: false } running) return running;
        return _running = Run();
    }

    private async Task Run()
    {
        while (PaymentRules.Next(journal.State, time.GetUtcNow(), options.KeyRetention) is { } step)
        {
            // Nothing may reach the provider that the journal could still forget.
            await journal.WhenDurable();
            var before = journal.State;
            var answer = await Ask(step);
            var now = time.GetUtcNow();

            // Judged against the state as it is now: a command may have come in while the provider was asked.
            var events = PaymentRules.After(journal.State, id, step, answer, now);
            if (events is [PaymentEvent.OperationUncertain, ..])
            {
                var attempts = before.Find(step.Key)?.Attempts ?? 0;
                _notBefore = now + Backoff(attempts, answer.RetryAfter);
                await journal.Commit(events, After(events), WakeUp.At(_notBefore));
                return;
            }

            Record(events, now);
            if (before.Find(step.Key) is { Attempts: > 0 }) wakeOrder();
        }
    }

    /// <summary>The state that the events lead to decides whether anything is left to wake up for.</summary>
    private void Record(ImmutableArray<PaymentEvent> events, DateTimeOffset now)
    {
        var after = After(events);
        var isDone = PaymentRules.Next(after, now, options.KeyRetention) is null;
        journal.Record(events, after, isDone ? WakeUp.None : WakeUp.At(now + options.InquiryDelay));
    }

    private PaymentState After(ImmutableArray<PaymentEvent> events) =>
        events.Aggregate(journal.State, (state, e) => PaymentRules.Apply(state, e, id));

    private async Task<ProviderAnswer> Ask(PaymentStep step)
    {
        if (step.LookUpFirst)
        {
            var found = await gateway.Find(step.Key);

            // Not found is no proof: an earlier attempt may still be on its way. The same key makes asking again safe.
            if (step.Operation is null || found.IsDefinite || found.Outcome != ProviderOutcome.NotFound) return found;
        }

        var operation = step.Operation!;
        var state = journal.State;
        return await gateway.Execute(new ProviderRequest
        {
            Operation = operation.Operation,
            Key = operation.Key,
            Payment = id,
            Order = state.Order!.Value,
            Amount = operation.Amount,
            Token = operation.Operation == ProviderOperation.Authorise ? state.Token : null,
        });
    }

    private TimeSpan Backoff(int attempts, TimeSpan? asked)
    {
        var pause = options.InquiryDelay * Math.Pow(2, Math.Min(attempts, 16));
        if (pause > options.InquiryDelayMax) pause = options.InquiryDelayMax;
        return asked is { } minimum && minimum > pause && minimum <= options.InquiryDelayMax ? minimum : pause;
    }
}
