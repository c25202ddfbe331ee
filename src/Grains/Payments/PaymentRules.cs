using System.Collections.Immutable;

namespace ShopActors;

/// <summary>
/// The rules for commands on a payment. They decide intents, which <see cref="PaymentSaga"/> carries out.
/// </summary>
internal static class PaymentRules
{
    /// <summary>The reason of an operation that failed by a person's decision.</summary>
    public const string Decided = "decided";

    private const int RechecksMax = 16;

    /// <summary>
    /// Whether the payment is the caller's check under this operation id, so that no order's payment is voided.
    /// </summary>
    public static bool IsCheckOf(PaymentId id, OperationId operation, Caller caller) =>
        caller is { Kind: CallerKind.Guest or CallerKind.Customer or CallerKind.Ops, Id.IsDefault: false } &&
        !operation.IsDefault && PaymentId.ForCheck(caller.Id, operation) == id;

    /// <summary>Whether the payment already checks another amount or card.</summary>
    public static bool IsAnotherCheck(PaymentState state, CheckPayment command) =>
        state.Authorisation is not null &&
        (state.Amount != command.Amount || state.TokenFingerprint != PaymentKeys.TokenFingerprint(command.Token));

    public static Decision<PaymentEvent> Authorise(PaymentState state, AuthorisePayment command, DateTimeOffset now)
    {
        if (command.Amount.MinorUnits is <= 0 or > OrderLimits.TotalMax || command.Amount.Currency.IsDefault ||
            command.Token is { Length: 0 or > OrderLimits.PaymentTokenLengthMax } ||
            command.Order.IsDefault || command.Owner.IsDefault)
        {
            return PaymentErrors.InvalidRequest;
        }

        var fingerprint = command.Token is { } token ? PaymentKeys.TokenFingerprint(token) : null;
        if (state.Authorisation is not null)
        {
            var same = state.Order == command.Order && state.Owner == command.Owner &&
                state.Amount == command.Amount && state.TokenFingerprint == fingerprint;
            return same || state.IsVoidWanted ? Decision<PaymentEvent>.DoneBefore : PaymentErrors.Mismatch;
        }

        if (state.IsVoidWanted) return Decision<PaymentEvent>.DoneBefore;
        return new PaymentEvent.AuthorisationRequested
        {
            At = now,
            Order = command.Order,
            Owner = command.Owner,
            Amount = command.Amount,
            Token = command.Token,
            TokenFingerprint = fingerprint,
        };
    }

    public static Decision<PaymentEvent> Capture(PaymentState state, Money? amount, DateTimeOffset now)
    {
        if (state.Capture is { } earlier)
        {
            var isSame = amount is null || amount == earlier.Amount;
            return isSame ? Decision<PaymentEvent>.DoneBefore : PaymentErrors.Mismatch;
        }

        if (state is not { Authorisation: { HasSucceeded: true } authorisation, IsVoidWanted: false })
        {
            return PaymentErrors.InvalidState(state.Status);
        }

        var wanted = amount ?? authorisation.Amount;
        if (wanted.MinorUnits <= 0 || wanted.Currency != authorisation.Amount.Currency)
        {
            return PaymentErrors.InvalidRequest;
        }

        return wanted > authorisation.Amount
            ? PaymentErrors.CaptureExceedsAuthorised
            : new PaymentEvent.CaptureRequested { At = now, Amount = wanted };
    }

    public static Decision<PaymentEvent> Void(PaymentState state, OrderId order, DateTimeOffset now)
    {
        if (state.Order is { } known && known != order) return PaymentErrors.Mismatch;
        if (state.IsVoidWanted) return Decision<PaymentEvent>.DoneBefore;
        var requested = new PaymentEvent.VoidRequested { At = now, Order = order };
        return state.Capture switch
        {
            // A method that cannot be authorised first has taken the money already: give it back.
            { HasSucceeded: true, IsUnasked: true, Amount: var taken } =>
                ImmutableArray.Create<PaymentEvent>(
                    requested, PaymentSaga.NewRefund(state, PaymentKeys.OrphanRefund(state.Id), taken, now)),
            { Status: OperationStatus.Pending or OperationStatus.Succeeded } =>
                PaymentErrors.InvalidState(state.Status),
            _ => requested,
        };
    }

    public static Decision<PaymentEvent> Refund(
        PaymentState state, OperationId refund, Money amount, DateTimeOffset now)
    {
        var earlier = state.Refunds.FirstOrDefault(r => r.Refund == refund);
        if (earlier is not null)
        {
            return earlier.Amount == amount ? Decision<PaymentEvent>.DoneBefore : PaymentErrors.OperationReused;
        }

        if (state.Capture is not { HasSucceeded: true } capture) return PaymentErrors.InvalidState(state.Status);
        if (amount.MinorUnits <= 0 || amount.Currency != capture.Amount.Currency) return PaymentErrors.InvalidRequest;
        var refundable = state.CapturedUnits - state.RefundingUnits;
        if (amount.MinorUnits > refundable) return PaymentErrors.RefundExceedsCaptured(refundable);
        if (state.Refunds.Length >= OrderLimits.RefundsMax) return PaymentErrors.TooManyRefunds;
        return PaymentSaga.NewRefund(state, refund, amount, now);
    }

    public static Decision<PaymentEvent> Decide(
        PaymentState state, OperationId operation, Caller caller, DecidePayment command, DateTimeOffset now)
    {
        if (!caller.May(Scopes.PaymentsDecide)) return AccessErrors.Forbidden(Scopes.PaymentsDecide);
        var evidence = PlainText.Normalize(command.Evidence);
        if (!PlainText.IsValid(evidence, DecidePayment.EvidenceMax)) return PaymentErrors.EvidenceMissing;
        if (state.Find(command.Key) is not { } open) return PaymentErrors.NotInReview;
        if (open.DecidedBy == operation)
        {
            return open.HasSucceeded == command.Succeeded
                ? Decision<PaymentEvent>.DoneBefore
                : PaymentErrors.OperationReused;
        }

        if (open is not { IsPending: true, IsInReview: true }) return PaymentErrors.NotInReview;
        return new PaymentEvent.OperationDecided
        {
            At = now,
            Key = open.Key,
            Operation = operation,
            Succeeded = command.Succeeded,
            By = caller.Id,
            Evidence = evidence,
        };
    }

    public static Decision<PaymentEvent> Webhook(PaymentState state, PaymentWebhook webhook, DateTimeOffset now) =>
        state.SeenEvents.Contains(webhook.EventId) || state.Rechecks.Length >= RechecksMax
            ? Decision<PaymentEvent>.DoneBefore
            : new PaymentEvent.WebhookReceived { At = now, EventId = webhook.EventId, Key = webhook.Key };
}
