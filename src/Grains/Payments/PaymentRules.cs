using System.Collections.Immutable;
using System.Diagnostics;

namespace ShopActors;

/// <summary>What a payment does next.</summary>
/// <param name="Key">The operation it does it to.</param>
/// <param name="Operation">What to send; null to look up only.</param>
/// <param name="LookUpFirst">Whether an earlier attempt may have been executed.</param>
internal readonly record struct PaymentStep(string Key, PaymentOperation? Operation, bool LookUpFirst);

/// <summary>
/// The payment's state machine, pure. A command decides events that state an intent; <see cref="Next"/> says what the
/// intents still want of the provider; <see cref="After"/> judges the answer. An operation is pending until its answer
/// is definite, and while the authorisation or the capture is, nothing contrary to it is sent.
/// </summary>
internal static class PaymentRules
{
    public const int SeenEventsMax = 64; // A payment has a handful of events; the provider repeats each for days.
    public const int RechecksMax = 16;

    public static string AuthorisationKey(PaymentId id) => id.Value + ":auth";

    public static string CaptureKey(PaymentId id) => id.Value + ":capture";

    public static string VoidKey(PaymentId id) => id.Value + ":void";

    /// <summary>Whether the payment is the caller's check of this operation, so that no order's payment is let go.</summary>
    public static bool IsCheckOf(PaymentId id, OperationId operation, Caller caller) =>
        caller is { Kind: CallerKind.Guest or CallerKind.Customer or CallerKind.Ops, Id.IsDefault: false } &&
        !operation.IsDefault && PaymentId.ForCheck(caller.Id, operation) == id;

    /// <summary>The id of the one refund that gives an unwanted capture back.</summary>
    public static OperationId OrphanRefund(PaymentId id) => new(id.Value + "/orphan-refund");

    public static Result<ImmutableArray<PaymentEvent>> Authorise(
        PaymentState state, AuthorisePayment command, DateTimeOffset now)
    {
        if (command.Amount.MinorUnits is <= 0 or > OrderLimits.TotalMax || command.Amount.Currency.IsDefault ||
            command.Token is not { Length: > 0 and <= OrderLimits.PaymentTokenLengthMax } ||
            command.Order.IsDefault || command.Owner.IsDefault)
        {
            return PaymentErrors.InvalidRequest;
        }

        if (state.Authorisation is not null)
        {
            var same = state.Order == command.Order && state.Owner == command.Owner &&
                state.Amount == command.Amount && state.Token == command.Token;
            return same || state.IsVoidWanted ? Nothing : PaymentErrors.Mismatch;
        }

        if (state.IsVoidWanted) return Nothing;
        return Events(new PaymentEvent.AuthorisationRequested
        {
            At = now,
            Order = command.Order,
            Owner = command.Owner,
            Amount = command.Amount,
            Token = command.Token,
        });
    }

    public static Result<ImmutableArray<PaymentEvent>> Capture(PaymentState state, Money? amount, DateTimeOffset now)
    {
        if (state is { Capture: { } earlier }) return amount is null || amount == earlier.Amount ? Nothing : PaymentErrors.Mismatch;
        if (state is not { Authorisation: { HasSucceeded: true } authorisation, IsVoidWanted: false })
        {
            return PaymentErrors.InvalidState(state.Status);
        }

        var wanted = amount ?? authorisation.Amount;
        if (wanted.MinorUnits <= 0 || wanted.Currency != authorisation.Amount.Currency) return PaymentErrors.InvalidRequest;
        return wanted > authorisation.Amount
            ? PaymentErrors.CaptureExceedsAuthorised
            : Events(new PaymentEvent.CaptureRequested { At = now, Amount = wanted });
    }

    public static Result<ImmutableArray<PaymentEvent>> Void(PaymentState state, OrderId order, DateTimeOffset now)
    {
        if (state.Order is { } known && known != order) return PaymentErrors.Mismatch;
        if (state.Capture is { Status: OperationStatus.Pending or OperationStatus.Succeeded } && !state.IsVoidWanted)
        {
            return PaymentErrors.InvalidState(state.Status);
        }

        return state.IsVoidWanted ? Nothing : Events(new PaymentEvent.VoidRequested { At = now, Order = order });
    }

    public static Result<ImmutableArray<PaymentEvent>> Refund(
        PaymentState state, PaymentId id, OperationId refund, Money amount, DateTimeOffset now)
    {
        var earlier = state.Refunds.FirstOrDefault(r => r.Refund == refund);
        if (earlier is not null) return earlier.Amount == amount ? Nothing : PaymentErrors.OperationReused;
        if (state.Capture is not { HasSucceeded: true } capture) return PaymentErrors.InvalidState(state.Status);
        if (amount.MinorUnits <= 0 || amount.Currency != capture.Amount.Currency) return PaymentErrors.InvalidRequest;
        var refundable = state.CapturedUnits - state.RefundingUnits;
        if (amount.MinorUnits > refundable) return PaymentErrors.RefundExceedsCaptured(refundable);
        if (state.Refunds.Length >= OrderLimits.RefundsMax) return PaymentErrors.TooManyRefunds;
        return Events(NewRefund(state, id, refund, amount, now));
    }

    public static ImmutableArray<PaymentEvent> Webhook(PaymentState state, PaymentWebhook webhook, DateTimeOffset now) =>
        state.SeenEvents.Contains(webhook.EventId) || state.Rechecks.Length >= RechecksMax
            ? []
            : [new PaymentEvent.WebhookReceived { At = now, EventId = webhook.EventId, Key = webhook.Key }];

    /// <summary>What the provider still has to be asked; null when everything is settled.</summary>
    public static PaymentStep? Next(PaymentState state, DateTimeOffset now, TimeSpan keyRetention)
    {
        var open = state switch
        {
            { Authorisation: { IsPending: true } authorisation } => authorisation,
            { Capture: { IsPending: true } capture } => capture,
            { Void: { IsPending: true } voiding } => voiding,
            _ => state.Refunds.FirstOrDefault(refund => refund.IsPending),
        };

        // Beyond the retention the provider may have forgotten the key, and would execute the operation a second time.
        if (open is not null && now - open.RequestedAt >= keyRetention) return new(open.Key, null, true);
        if (open is not null) return new(open.Key, open, open.Attempts > 0);
        return state.Rechecks is [var key, ..] ? new PaymentStep(key, null, true) : null;
    }

    /// <summary>What an answer means; nothing definite is <see cref="PaymentEvent.OperationUncertain"/>.</summary>
    public static ImmutableArray<PaymentEvent> After(
        PaymentState state, PaymentId id, PaymentStep step, ProviderAnswer answer, DateTimeOffset now)
    {
        var operation = state.Find(step.Key);
        if (operation is { IsPending: true }) return Judge(state, id, operation, answer, now);
        if (!answer.IsDefinite && answer.Outcome != ProviderOutcome.NotFound)
        {
            return [new PaymentEvent.OperationUncertain { At = now, Key = step.Key, Code = answer.Code }];
        }

        ImmutableArray<PaymentEvent> seen = [new PaymentEvent.Rechecked { At = now, Key = step.Key }];
        return answer is { Outcome: ProviderOutcome.Succeeded, Amount: { } amount } && operation is not { HasSucceeded: true }
            ? [.. seen, .. Contradict(state, id, step.Key, answer, amount, now)]
            : seen;
    }

    public static PaymentState Apply(PaymentState state, PaymentEvent e, PaymentId id)
    {
        var next = e switch
        {
            PaymentEvent.AuthorisationRequested r => state with
            {
                Order = r.Order,
                Owner = r.Owner,
                Amount = r.Amount,
                Token = r.Token,
                Authorisation = NewOperation(ProviderOperation.Authorise, AuthorisationKey(id), r.Amount, r.At),
            },
            PaymentEvent.CaptureRequested r => state with
            {
                Capture = NewOperation(ProviderOperation.Capture, CaptureKey(id), r.Amount, r.At),
            },
            PaymentEvent.VoidRequested r => WithVoid(state with { IsVoidWanted = true, Order = r.Order }, id, r.At),
            PaymentEvent.RefundRequested r => state with
            {
                Refunds = state.Refunds.Add(
                    NewOperation(ProviderOperation.Refund, r.Key, r.Amount, r.At) with { Refund = r.Refund }),
            },
            PaymentEvent.OperationAnswered r => WithVoid(state.With(r.Key, o => Answer(o, r)), id, r.At),
            PaymentEvent.OperationUncertain r => state.With(r.Key, o => o with { Attempts = o.Attempts + 1 }),
            PaymentEvent.OperationFound r => ApplyFound(state, id, r),
            PaymentEvent.WebhookReceived r => state with
            {
                SeenEvents = Remember(state.SeenEvents, r.EventId),
                Rechecks = state.Rechecks.Contains(r.Key) ? state.Rechecks : state.Rechecks.Add(r.Key),
            },
            PaymentEvent.Rechecked r => state with { Rechecks = state.Rechecks.Remove(r.Key) },
            PaymentEvent.ReviewNeeded r => state with { ReviewReason = state.ReviewReason ?? r.Reason },
            _ => throw new UnreachableException($"Unknown payment event {e.GetType().Name}."),
        };
        Debug.Assert(next.RefundingUnits <= next.CapturedUnits, "No more is given back than was taken.");
        return next with { Version = state.Version + 1 };
    }

    private static ImmutableArray<PaymentEvent> Judge(
        PaymentState state, PaymentId id, PaymentOperation operation, ProviderAnswer answer, DateTimeOffset now)
    {
        if (answer.Outcome is ProviderOutcome.Declined or ProviderOutcome.Refused)
        {
            var status = answer.Outcome == ProviderOutcome.Declined ? OperationStatus.Declined : OperationStatus.Refused;
            return Answered(operation, status, answer, operation.Amount, now);
        }

        if (answer is not { Outcome: ProviderOutcome.Succeeded, Amount: { } amount } ||
            answer.Operation is { } kind && kind != operation.Operation ||
            amount.Currency != operation.Amount.Currency)
        {
            // An answer to another question, or in another currency, proves nothing about this one.
            var strange = answer.Outcome == ProviderOutcome.Succeeded;
            var uncertain = new PaymentEvent.OperationUncertain
            {
                At = now,
                Key = operation.Key,
                Code = strange ? "answer_mismatch" : answer.Code,
            };
            return strange && state.ReviewReason is null
                ? [uncertain, new PaymentEvent.ReviewNeeded { At = now, Reason = "answer_mismatch" }]
                : [uncertain];
        }

        var answered = Answered(operation, OperationStatus.Succeeded, answer, amount, now);
        if (operation.Operation == ProviderOperation.Void || amount == operation.Amount) return answered;
        answered = [.. answered, new PaymentEvent.ReviewNeeded { At = now, Reason = "amount_mismatch" }];
        return operation.Operation == ProviderOperation.Authorise && !state.IsVoidWanted
            ? [.. answered, new PaymentEvent.VoidRequested { At = now, Order = state.Order!.Value }]
            : answered;
    }

    /// <summary>The provider executed what the shop had given up: undo it, exactly once.</summary>
    private static ImmutableArray<PaymentEvent> Contradict(
        PaymentState state, PaymentId id, string key, ProviderAnswer answer, Money amount, DateTimeOffset now)
    {
        if (state.Order is not { } order) return [];
        var found = new PaymentEvent.OperationFound
        {
            At = now,
            Operation = key == CaptureKey(id) ? ProviderOperation.Capture : ProviderOperation.Authorise,
            Key = key,
            Amount = amount,
            Reference = answer.Reference,
        };
        if (key == AuthorisationKey(id))
        {
            return state.IsVoidWanted ? [found] : [found, new PaymentEvent.VoidRequested { At = now, Order = order }];
        }

        if (key != CaptureKey(id)) return [];
        var unwanted = state.IsVoidWanted || state.Capture is not null;
        return unwanted ? [found, NewRefund(state, id, OrphanRefund(id), amount, now)] : [found];
    }

    private static PaymentState ApplyFound(PaymentState state, PaymentId id, PaymentEvent.OperationFound found)
    {
        var operation = NewOperation(found.Operation, found.Key, found.Amount, found.At) with
        {
            Status = OperationStatus.Succeeded,
            Reference = found.Reference,
        };
        var amount = state.Amount ?? found.Amount;
        return found.Operation == ProviderOperation.Capture
            ? state with { Capture = operation, Amount = amount }
            : WithVoid(state with { Authorisation = operation, Amount = amount }, id, found.At);
    }

    /// <summary>A wanted void becomes an operation as soon as there is an authorisation to let go.</summary>
    private static PaymentState WithVoid(PaymentState state, PaymentId id, DateTimeOffset at) =>
        state is { IsVoidWanted: true, Void: null, Authorisation: { HasSucceeded: true } authorisation }
            ? state with { Void = NewOperation(ProviderOperation.Void, VoidKey(id), authorisation.Amount, at) }
            : state;

    private static PaymentOperation Answer(PaymentOperation operation, PaymentEvent.OperationAnswered answer) =>
        answer.Status < operation.Status
            ? operation
            : operation with
            {
                Status = answer.Status,
                Amount = answer.Amount ?? operation.Amount,
                Reference = answer.Reference,
                Code = answer.Code,
            };

    private static ImmutableArray<PaymentEvent> Answered(
        PaymentOperation operation, OperationStatus status, ProviderAnswer answer, Money amount, DateTimeOffset now)
    {
        var answered = new PaymentEvent.OperationAnswered
        {
            At = now,
            Key = operation.Key,
            Status = status,
            Amount = amount == operation.Amount ? null : amount,
            Reference = answer.Reference,
            Code = answer.Code,
        };

        // A void that is refused says that something was captured after all: look whether it was.
        return operation.Operation == ProviderOperation.Void && status != OperationStatus.Succeeded
            ? [answered, new PaymentEvent.WebhookReceived
            {
                At = now,
                EventId = operation.Key + ":refused",
                Key = operation.Key[..^":void".Length] + ":capture",
            }]
            : [answered];
    }

    private static PaymentEvent.RefundRequested NewRefund(
        PaymentState state, PaymentId id, OperationId refund, Money amount, DateTimeOffset now) => new()
        {
            At = now,
            Refund = refund,
            Key = string.Create(
                System.Globalization.CultureInfo.InvariantCulture, $"{id.Value}:refund:{state.Refunds.Length + 1}"),
            Amount = amount,
        };

    private static PaymentOperation NewOperation(
        ProviderOperation operation, string key, Money amount, DateTimeOffset at) =>
        new() { Operation = operation, Key = key, Amount = amount, RequestedAt = at };

    private static PaymentState With(
        this PaymentState state, string key, Func<PaymentOperation, PaymentOperation> change)
    {
        if (state.Authorisation is { } authorisation && authorisation.Key == key)
        {
            return state with { Authorisation = change(authorisation) };
        }

        if (state.Capture is { } capture && capture.Key == key) return state with { Capture = change(capture) };
        if (state.Void is { } voiding && voiding.Key == key) return state with { Void = change(voiding) };
        var refund = state.Refunds.FirstOrDefault(r => r.Key == key);
        return refund is null ? state : state with { Refunds = state.Refunds.Replace(refund, change(refund)) };
    }

    private static ImmutableArray<string> Remember(ImmutableArray<string> events, string id) =>
        (events.Length < SeenEventsMax ? events : events.RemoveAt(0)).Add(id);

    private static Result<ImmutableArray<PaymentEvent>> Nothing => ImmutableArray<PaymentEvent>.Empty;

    private static Result<ImmutableArray<PaymentEvent>> Events(PaymentEvent e) => ImmutableArray.Create(e);
}
