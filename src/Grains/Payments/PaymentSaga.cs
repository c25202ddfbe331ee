using System.Collections.Immutable;

namespace ShopActors;

/// <summary>A step of a payment.</summary>
/// <param name="Key">The key of the operation.</param>
/// <param name="Operation">The operation to send; null to only look it up.</param>
/// <param name="LookUpFirst">Whether an earlier attempt may have been executed.</param>
/// <param name="IsLast">
/// Whether the provider may have forgotten the key, so that an outcome that is unknown now stays unknown.
/// </param>
internal readonly record struct PaymentStep(
    string Key, PaymentOperation? Operation, bool LookUpFirst, bool IsLast = false);

/// <summary>
/// The payment's saga, pure. <see cref="Next"/> derives the next call from the intents; <see cref="After"/> evaluates
/// the answer. An operation is pending until its answer is definite. While the authorisation or the capture is pending,
/// nothing that contradicts it is sent.
/// </summary>
internal static class PaymentSaga
{
    /// <summary>Why an authorisation failed that its payer had not confirmed in time.</summary>
    public const string NotConfirmed = "not_confirmed";

    /// <summary>Why an order was given up whose payment was under way for too long.</summary>
    public const string NotSettled = "not_settled";

    /// <summary>Why a person has to decide on an operation.</summary>
    public const string OutcomeUnknown = "outcome_unknown";

    /// <summary>The next call to the provider; null if everything is settled or waits for a person.</summary>
    public static PaymentStep? Next(PaymentState state, DateTimeOffset now, PaymentOptions options)
    {
        var keyRetention = options.KeyRetention;
        var open = state switch
        {
            // What waits for the payer can be voided at any time.
            { Authorisation.AwaitsPayer: true, Void: { IsPending: true } voiding } => voiding,
            { Authorisation: { IsPending: true } authorisation } => authorisation,
            { Capture: { IsPending: true } capture } => capture,
            { Void: { IsPending: true } voiding } => voiding,
            _ => state.Refunds.FirstOrDefault(refund => refund is { IsPending: true, IsInReview: false }),
        };
        if (open is { IsInReview: false })
        {
            // What takes days is not sent again: the provider has it, and may have forgotten the key.
            if (open.IsProcessing)
            {
                var isLast = now - open.RequestedAt >= options.ProcessingLimit;
                return new(open.Key, null, LookUpFirst: true, isLast);
            }

            // After the retention time the provider may have forgotten the key, and would execute the operation a
            // second time.
            if (open.AwaitsPayer && now - open.RequestedAt < keyRetention)
            {
                return new(open.Key, null, LookUpFirst: true);
            }

            return now - open.RequestedAt >= keyRetention
                ? new(open.Key, null, LookUpFirst: true, IsLast: true)
                : new(open.Key, open, LookUpFirst: open.Attempts > 0);
        }

        return state.Rechecks is [var recheck, ..]
            ? new PaymentStep(recheck.Key, null, LookUpFirst: true, IsLast: now - recheck.Since >= keyRetention)
            : null;
    }

    /// <summary>
    /// Evaluates an answer; one that is not definite becomes <see cref="PaymentEvent.OperationUncertain"/>.
    /// </summary>
    public static ImmutableArray<PaymentEvent> After(
        PaymentState state, PaymentStep step, ProviderAnswer answer, DateTimeOffset now)
    {
        var operation = state.Find(step.Key);
        var seen = new PaymentEvent.Rechecked { At = now, Key = step.Key };
        if (operation is { IsPending: true })
        {
            // That it is still under way is no news.
            var isKnown = answer.Outcome == ProviderOutcome.Processing && operation.IsProcessing && !step.IsLast;
            var judged = isKnown ? [] : Judge(state, operation, answer, now);
            if (judged is not [PaymentEvent.OperationUncertain, ..])
            {
                // A look-up is also what a webhook asked for.
                var isRecheck = step.Operation is null && state.Rechecks.Any(recheck => recheck.Key == step.Key);
                return isRecheck ? [.. judged, seen] : judged;
            }

            if (!operation.IsInReview && !step.IsLast) return judged;
            if (!operation.IsInReview)
            {
                return [new PaymentEvent.ReviewNeeded { At = now, Reason = OutcomeUnknown, Key = operation.Key }];
            }

            // A recheck ends when the provider answers; here "not found" is an answer.
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

        if (answer is { Outcome: ProviderOutcome.ActionRequired, ActionUrl: { } url } && !operation.AwaitsPayer &&
            operation.Operation == ProviderOperation.Authorise)
        {
            return [new PaymentEvent.ConfirmationRequired
            {
                At = now,
                Key = operation.Key,
                Url = url,
                Reference = answer.Reference,
            }];
        }

        if (answer.Outcome == ProviderOutcome.Processing && !operation.IsProcessing &&
            operation.Operation == ProviderOperation.Authorise)
        {
            return [new PaymentEvent.ProcessingStarted
            {
                At = now,
                Key = operation.Key,
                Reference = answer.Reference,
            }];
        }

        if (answer is not { Outcome: ProviderOutcome.Succeeded, Amount: { } amount } ||
            answer.Operation is { } kind && kind != operation.Operation ||
            amount.Currency != operation.Amount.Currency)
        {
            // An answer about another operation or in another currency proves nothing about this one.
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

    /// <summary>The provider executed an operation that the shop had given up: undo it, exactly once.</summary>
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
            Retries = answer.Retries > 0 ? answer.Retries : null,
        };

        // A refused void suggests that something was captured after all: look the capture up.
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
