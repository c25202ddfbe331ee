using System.Collections.Immutable;
using System.Diagnostics;

namespace ShopActors;

/// <summary>A payment, folded from its events.</summary>
internal sealed record PaymentState
{
    public const int SeenEventsMax = 64; // A payment has a handful of events; the provider repeats each for days.

    public required PaymentId Id { get; init; }
    public long Version { get; init; }
    public OrderId? Order { get; init; }
    public PrincipalId? Owner { get; init; }
    public Money? Amount { get; init; }

    /// <summary>
    /// Identifies a repeated check with the same token; null for an order's payment, whose order has
    /// compared it already.
    /// </summary>
    public string? TokenFingerprint { get; init; }

    public PaymentOperation? Authorisation { get; init; }
    public PaymentOperation? Capture { get; init; }
    public PaymentOperation? Void { get; init; }
    public ImmutableArray<PaymentOperation> Refunds { get; init; } = [];

    /// <summary>Whether the authorisation is to be voided; nothing is captured from then on.</summary>
    public bool IsVoidWanted { get; init; }

    /// <summary>The latest webhook events, oldest first; bounded.</summary>
    public ImmutableArray<string> SeenEvents { get; init; } = [];

    /// <summary>Operations to look up, because the provider sent a webhook about them; bounded.</summary>
    public ImmutableArray<PaymentRecheck> Rechecks { get; init; } = [];

    /// <summary>Why a person has to look at the payment; null if none has to.</summary>
    public string? ReviewReason { get; init; }

    public bool IsEmpty => Version == 0;

    /// <summary>Whether an open operation waits for a person's decision.</summary>
    public bool AwaitsDecision => Operations.Any(operation => operation is { IsPending: true, IsInReview: true });

    public long CapturedUnits => Capture is { HasSucceeded: true } capture ? capture.Amount.MinorUnits : 0;

    /// <summary>The amount refunded or being refunded.</summary>
    public long RefundingUnits => SumRefunds(r => r.Status is OperationStatus.Pending or OperationStatus.Succeeded);

    public long RefundedUnits => SumRefunds(r => r.HasSucceeded);

    public PaymentStatus Status => this switch
    {
        { Capture.HasSucceeded: true } when RefundedUnits >= CapturedUnits => PaymentStatus.Refunded,
        { Capture.HasSucceeded: true } when RefundedUnits > 0 => PaymentStatus.PartiallyRefunded,
        { Capture.HasSucceeded: true } => PaymentStatus.Captured,
        { Capture.IsPending: true } => PaymentStatus.Capturing,
        { Authorisation.Status: OperationStatus.Declined or OperationStatus.Refused } => PaymentStatus.Declined,
        { IsVoidWanted: true, Authorisation: null } => PaymentStatus.Voided,
        { Authorisation.IsProcessing: true } => PaymentStatus.Processing,
        { IsVoidWanted: true, Void.IsPending: false } => PaymentStatus.Voided,
        { IsVoidWanted: true } => PaymentStatus.Voiding,
        { Authorisation.AwaitsPayer: true } => PaymentStatus.RequiresAction,
        { Authorisation: null } => PaymentStatus.None,
        { Authorisation.IsPending: true } => PaymentStatus.Authorising,
        _ => PaymentStatus.Authorised,
    };

    public static PaymentState For(PaymentId id) => new() { Id = id };

    public PaymentState Apply(PaymentEvent e)
    {
        var next = e switch
        {
            PaymentEvent.AuthorisationRequested r => this with
            {
                Order = r.Order,
                Owner = r.Owner,
                Amount = r.Amount,
                TokenFingerprint = r.TokenFingerprint,
                Authorisation = NewOperation(
                    ProviderOperation.Authorise, PaymentKeys.Authorisation(Id), r.Amount, r.At),
            },
            PaymentEvent.CaptureRequested r => this with
            {
                Capture = NewOperation(ProviderOperation.Capture, PaymentKeys.Capture(Id), r.Amount, r.At),
            },
            PaymentEvent.VoidRequested r => (this with { IsVoidWanted = true, Order = r.Order }).WithVoid(r.At),
            PaymentEvent.RefundRequested r => this with
            {
                Refunds = Refunds.Add(
                    NewOperation(ProviderOperation.Refund, r.Key, r.Amount, r.At) with { Refund = r.Refund }),
            },
            PaymentEvent.OperationAnswered r => With(r.Key, o => Answer(o, r)).Abandoned().WithVoid(r.At),
            PaymentEvent.ConfirmationRequired r => With(r.Key, o => o with
            {
                ActionUrl = r.Url,
                Reference = r.Reference ?? o.Reference,
            }).WithVoid(r.At),
            PaymentEvent.ProcessingStarted r => With(r.Key, o => o with
            {
                IsProcessing = true,
                ActionUrl = null,
                Reference = r.Reference ?? o.Reference,
            }),
            PaymentEvent.OperationUncertain r => With(r.Key, o => o with { Attempts = o.Attempts + 1 }),
            PaymentEvent.OperationDecided r => (With(r.Key, o => o with
            {
                Status = r.Succeeded ? OperationStatus.Succeeded : OperationStatus.Refused,
                EndedAt = r.At,
                Code = r.Succeeded ? o.Code : PaymentRules.Decided,
                DecidedBy = r.Operation,
                IsInReview = false,
                IsProcessing = false,
                ActionUrl = null,
            }) with
            {
                ReviewReason = ReviewReason == PaymentSaga.OutcomeUnknown ? null : ReviewReason,
            }).WithVoid(r.At),
            PaymentEvent.OperationFound r => Find(r),
            PaymentEvent.WebhookReceived r => this with
            {
                SeenEvents = SeenEvents.AddLatest(r.EventId, SeenEventsMax),
                Rechecks = Without(r.Key).Add(new(r.Key, r.At)),
            },
            PaymentEvent.Rechecked r => this with { Rechecks = Without(r.Key) },
            PaymentEvent.ReviewNeeded { Key: { } key } r => With(key, o => o with
            {
                IsInReview = true,
                IsProcessing = false,
            }) with
            {
                ReviewReason = ReviewReason ?? r.Reason,
                Rechecks = Without(key),
            },
            PaymentEvent.ReviewNeeded r => this with { ReviewReason = ReviewReason ?? r.Reason },
            _ => throw new UnreachableException($"Unknown payment event {e.GetType().Name}."),
        };
        Debug.Assert(next.RefundingUnits <= next.CapturedUnits, "Refunds exceed the captured amount.");
        return next with { Version = Version + 1 };
    }

    public PaymentOperation? Find(string key) =>
        Authorisation?.Key == key ? Authorisation
        : Capture?.Key == key ? Capture
        : Void?.Key == key ? Void
        : Refunds.FirstOrDefault(refund => refund.Key == key);

    public PaymentSnapshot ToSnapshot() => new()
    {
        Id = Id,
        Order = Order ?? default,
        Status = Status,
        Amount = Amount ?? default,
        Captured = (Amount ?? default) with { MinorUnits = CapturedUnits },
        Refunded = (Amount ?? default) with { MinorUnits = RefundedUnits },
        DeclineCode = Authorisation is { HasSucceeded: false } ? Authorisation.Code : Capture?.Code,
        CaptureRefused = Capture is { Status: OperationStatus.Refused or OperationStatus.Declined },
        Refunds = [.. Refunds.Select(ToRefund)],
        NeedsReview = ReviewReason is not null,
        AwaitsDecision = AwaitsDecision,
        Reviews = [.. Operations.Where(operation => operation is { IsPending: true, IsInReview: true })
            .Select(operation => new PaymentReview(operation.Key, operation.Amount, operation.RequestedAt))],
        ActionUrl = Status == PaymentStatus.RequiresAction ? Authorisation!.ActionUrl : null,
        Version = Version,
        Retries = (Void ?? Capture ?? Authorisation)?.Attempts ?? 0,
    };

    internal IEnumerable<PaymentOperation> Operations =>
        new[] { Authorisation, Capture, Void }.OfType<PaymentOperation>().Concat(Refunds);

    private static RefundSnapshot ToRefund(PaymentOperation refund) => new()
    {
        Id = refund.Refund!.Value,
        Amount = refund.Amount,
        Status = refund.Status switch
        {
            OperationStatus.Pending => RefundStatus.Pending,
            OperationStatus.Succeeded => RefundStatus.Succeeded,
            _ => RefundStatus.Refused,
        },
        Code = refund.Code,
    };

    private long SumRefunds(Func<PaymentOperation, bool> counts) =>
        Refunds.Where(counts).Sum(refund => refund.Amount.MinorUnits);

    private PaymentState Find(PaymentEvent.OperationFound found)
    {
        var operation = NewOperation(found.Operation, found.Key, found.Amount, found.At) with
        {
            Status = OperationStatus.Succeeded,
            EndedAt = found.At,
            Reference = found.Reference,
            IsUnasked = true,
        };
        var amount = Amount ?? found.Amount;
        return found.Operation == ProviderOperation.Capture
            ? this with { Capture = operation, Amount = amount }
            : (this with { Authorisation = operation, Amount = amount }).WithVoid(found.At);
    }

    /// <summary>An authorisation that the payer had not confirmed when it was voided never will be.</summary>
    private PaymentState Abandoned() =>
        this is { Void.HasSucceeded: true, Authorisation: { AwaitsPayer: true } authorisation }
            ? this with
            {
                Authorisation = authorisation with
                {
                    Status = OperationStatus.Declined,
                    Code = PaymentSaga.NotConfirmed,
                    ActionUrl = null,
                },
            }
            : this;

    /// <summary>A void becomes an operation only once there is an authorisation to void.</summary>
    private PaymentState WithVoid(DateTimeOffset at) =>
        this is { IsVoidWanted: true, Void: null, Authorisation: { } authorisation }
            && (authorisation.HasSucceeded || authorisation.AwaitsPayer)
            ? this with { Void = NewOperation(ProviderOperation.Void, PaymentKeys.Void(Id), authorisation.Amount, at) }
            : this;

    private static PaymentOperation Answer(PaymentOperation operation, PaymentEvent.OperationAnswered answer) =>
        answer.Status < operation.Status
            ? operation
            : operation with
            {
                Status = answer.Status,
                EndedAt = answer.Status == operation.Status ? operation.EndedAt : answer.At,
                Amount = answer.Amount ?? operation.Amount,
                Reference = answer.Reference ?? operation.Reference,
                Code = answer.Code,
                Attempts = operation.Attempts + (answer.Retries ?? 0),
                IsProcessing = false,
                ActionUrl = null,
            };

    private static PaymentOperation NewOperation(
        ProviderOperation operation, string key, Money amount, DateTimeOffset at) =>
        new() { Operation = operation, Key = key, Amount = amount, RequestedAt = at };

    private PaymentState With(string key, Func<PaymentOperation, PaymentOperation> change)
    {
        if (Authorisation is { } authorisation && authorisation.Key == key)
        {
            return this with { Authorisation = change(authorisation) };
        }

        if (Capture is { } capture && capture.Key == key) return this with { Capture = change(capture) };
        if (Void is { } voiding && voiding.Key == key) return this with { Void = change(voiding) };
        var refund = Refunds.FirstOrDefault(r => r.Key == key);
        return refund is null ? this : this with { Refunds = Refunds.Replace(refund, change(refund)) };
    }

    private ImmutableArray<PaymentRecheck> Without(string key) => Rechecks.RemoveAll(recheck => recheck.Key == key);
}

/// <summary>An operation to look up.</summary>
/// <param name="Key">The operation.</param>
/// <param name="Since">The time of the provider's latest webhook about it.</param>
internal sealed record PaymentRecheck(string Key, DateTimeOffset Since);
