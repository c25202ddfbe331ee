using System.Collections.Immutable;

namespace ShopActors;

/// <summary>What a payment does next.</summary>
/// <param name="Key">The operation it does it to.</param>
/// <param name="Operation">What to send; null to look up only.</param>
/// <param name="LookUpFirst">Whether an earlier attempt may have been executed.</param>
/// <param name="IsLast">
/// Whether the provider may have forgotten the key, so that what it cannot say now stays unknown.
/// </param>
internal readonly record struct PaymentStep(
    string Key, PaymentOperation? Operation, bool LookUpFirst, bool IsLast = false);

/// <summary>
/// A payment's way, pure. <see cref="Next"/> says what the intents still want of the provider; <see cref="After"/>
/// judges the answer. An operation is pending until its answer is definite, and while the authorisation or the capture
/// is, nothing contrary to it is sent.
/// </summary>
internal static class PaymentSaga
{
    private const string OutcomeUnknown = "outcome_unknown";

    /// <summary>
    /// What the provider still has to be asked; null when everything is settled, or waits for a person.
    /// </summary>
    public static PaymentStep? Next(PaymentState state, DateTimeOffset now, TimeSpan keyRetention)
    {
        var open = state switch
        {
            { Authorisation: { IsPending: true } authorisation } => authorisation,
            { Capture: { IsPending: true } capture } => capture,
            { Void: { IsPending: true } voiding } => voiding,
            _ => state.Refunds.FirstOrDefault(refund => refund is { IsPending: true, IsInReview: false }),
        };
        if (open is { IsInReview: false })
        {
            // Beyond the retention the provider may have forgotten the key, and would execute the operation
            // a second time.
            return now - open.RequestedAt >= keyRetention
                ? new(open.Key, null, LookUpFirst: true, IsLast: true)
                : new(open.Key, open, LookUpFirst: open.Attempts > 0);
        }

        return state.Rechecks is [var recheck, ..]
            ? new PaymentStep(recheck.Key, null, LookUpFirst: true, IsLast: now - recheck.Since >= keyRetention)
            : null;
    }

    /// <summary>What an answer means; nothing definite is <see cref="PaymentEvent.OperationUncertain"/>.</summary>
    public static ImmutableArray<PaymentEvent> After(
        PaymentState state, PaymentStep step, ProviderAnswer answer, DateTimeOffset now)
    {
        var operation = state.Find(step.Key);
        var seen = new PaymentEvent.Rechecked { At = now, Key = step.Key };
        if (operation is { IsPending: true })
        {
            var judged = Judge(state, operation, answer, now);
            if (judged is not [PaymentEvent.OperationUncertain, ..]) return judged;
            if (!operation.IsInReview && !step.IsLast) return judged;
            if (!operation.IsInReview)
            {
                return [new PaymentEvent.ReviewNeeded { At = now, Reason = OutcomeUnknown, Key = operation.Key }];
            }

            // What was told of it is looked up until the provider answers: that it knows nothing is an answer here.
            return step.IsLast || answer.Outcome == ProviderOutcome.NotFound ? [seen] : judged;
        }

        if (!answer.IsDefinite && answer.Outcome != ProviderOutcome.NotFound)
        {
            return step.IsLast
                ? [seen, new PaymentEvent.ReviewNeeded { At = now, Reason = OutcomeUnknown }]
                : [new PaymentEvent.OperationUncertain { At = now, Key = step.Key, Code = answer.Code }];
        }

        return answer is { Outcome: ProviderOutcome.Succeeded, Amount: { } amount }
            && operation is not { HasSucceeded: true }
            ? [seen, .. Contradict(state, step.Key, answer, amount, now)]
            : [seen];
    }

    private static ImmutableArray<PaymentEvent> Judge(
        PaymentState state, PaymentOperation operation, ProviderAnswer answer, DateTimeOffset now)
    {
        if (answer.Outcome is ProviderOutcome.Declined or ProviderOutcome.Refused)
        {
            var status = answer.Outcome == ProviderOutcome.Declined
                ? OperationStatus.Declined
                : OperationStatus.Refused;
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
        PaymentState state, string key, ProviderAnswer answer, Money amount, DateTimeOffset now)
    {
        if (state.Order is not { } order) return [];
        var found = new PaymentEvent.OperationFound
        {
            At = now,
            Operation = key == PaymentKeys.Capture(state.Id) ? ProviderOperation.Capture : ProviderOperation.Authorise,
            Key = key,
            Amount = amount,
            Reference = answer.Reference,
        };
        if (key == PaymentKeys.Authorisation(state.Id))
        {
            return state.IsVoidWanted ? [found] : [found, new PaymentEvent.VoidRequested { At = now, Order = order }];
        }

        if (key != PaymentKeys.Capture(state.Id)) return [];
        var unwanted = state.IsVoidWanted || state.Capture is not null;
        return unwanted ? [found, NewRefund(state, PaymentKeys.OrphanRefund(state.Id), amount, now)] : [found];
    }

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

    /// <summary>The intent of the next refund.</summary>
    public static PaymentEvent.RefundRequested NewRefund(
        PaymentState state, OperationId refund, Money amount, DateTimeOffset now) => new()
        {
            At = now,
            Refund = refund,
            Key = PaymentKeys.Refund(state.Id, state.Refunds.Length + 1),
            Amount = amount,
        };
}
