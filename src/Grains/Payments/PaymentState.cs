using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>What is known of one operation; a later value never turns back into an earlier one.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OperationStatus>))]
internal enum OperationStatus
{
    [JsonStringEnumMemberName("pending")]
    Pending = 0,

    [JsonStringEnumMemberName("declined")]
    Declined = 1,

    [JsonStringEnumMemberName("refused")]
    Refused = 2,

    [JsonStringEnumMemberName("succeeded")]
    Succeeded = 3,
}

/// <summary>One operation at the provider, from intent to answer.</summary>
internal sealed record PaymentOperation
{
    public required ProviderOperation Operation { get; init; }
    public required string Key { get; init; }
    public required Money Amount { get; init; }
    public required DateTimeOffset RequestedAt { get; init; }
    public OperationStatus Status { get; init; }
    public OperationId? Refund { get; init; }
    public int Attempts { get; init; }
    public string? Reference { get; init; }
    public string? Code { get; init; }

    [JsonIgnore]
    public bool IsPending => Status == OperationStatus.Pending;

    [JsonIgnore]
    public bool HasSucceeded => Status == OperationStatus.Succeeded;
}

/// <summary>A payment: the fold of its events.</summary>
internal sealed record PaymentState
{
    public static PaymentState Empty { get; } = new();

    public long Version { get; init; }
    public OrderId? Order { get; init; }
    public PrincipalId? Owner { get; init; }
    public Money? Amount { get; init; }
    public string? Token { get; init; }
    public PaymentOperation? Authorisation { get; init; }
    public PaymentOperation? Capture { get; init; }
    public PaymentOperation? Void { get; init; }
    public ImmutableArray<PaymentOperation> Refunds { get; init; } = [];

    /// <summary>Whether the authorisation is to be let go; from here nothing is captured any more.</summary>
    public bool IsVoidWanted { get; init; }

    /// <summary>The latest webhook events, oldest first; bounded.</summary>
    public ImmutableArray<string> SeenEvents { get; init; } = [];

    /// <summary>Operations to look up at the provider.</summary>
    public ImmutableArray<string> Rechecks { get; init; } = [];

    public string? ReviewReason { get; init; }

    [JsonIgnore]
    public bool IsEmpty => Version == 0;

    // Never the token, which is a secret of the payer.
    public override string ToString() => $"payment of {Order} at version {Version}";

    [JsonIgnore]
    public long CapturedUnits => Capture is { HasSucceeded: true } capture ? capture.Amount.MinorUnits : 0;

    /// <summary>What was given back, or is being given back.</summary>
    [JsonIgnore]
    public long RefundingUnits => SumRefunds(r => r.Status is OperationStatus.Pending or OperationStatus.Succeeded);

    [JsonIgnore]
    public long RefundedUnits => SumRefunds(r => r.HasSucceeded);

    [JsonIgnore]
    public PaymentStatus Status => this switch
    {
        { Capture.HasSucceeded: true } when RefundedUnits >= CapturedUnits => PaymentStatus.Refunded,
        { Capture.HasSucceeded: true } when RefundedUnits > 0 => PaymentStatus.PartiallyRefunded,
        { Capture.HasSucceeded: true } => PaymentStatus.Captured,
        { Capture.IsPending: true } => PaymentStatus.Capturing,
        { Authorisation.Status: OperationStatus.Declined or OperationStatus.Refused } => PaymentStatus.Declined,
        { IsVoidWanted: true, Authorisation: null } => PaymentStatus.Voided,
        { IsVoidWanted: true, Void.IsPending: false } => PaymentStatus.Voided,
        { IsVoidWanted: true } => PaymentStatus.Voiding,
        { Authorisation: null } => PaymentStatus.None,
        { Authorisation.IsPending: true } => PaymentStatus.Authorising,
        _ => PaymentStatus.Authorised,
    };

    public PaymentOperation? Find(string key) =>
        Authorisation?.Key == key ? Authorisation
        : Capture?.Key == key ? Capture
        : Void?.Key == key ? Void
        : Refunds.FirstOrDefault(refund => refund.Key == key);

    public PaymentSnapshot ToSnapshot(PaymentId id) => new()
    {
        Id = id,
        Order = Order ?? default,
        Status = Status,
        Amount = Amount ?? default,
        Captured = (Amount ?? default) with { MinorUnits = CapturedUnits },
        Refunded = (Amount ?? default) with { MinorUnits = RefundedUnits },
        DeclineCode = Authorisation is { HasSucceeded: false } ? Authorisation.Code : Capture?.Code,
        CaptureRefused = Capture is { Status: OperationStatus.Refused or OperationStatus.Declined },
        Refunds = [.. Refunds.Select(ToRefund)],
        NeedsReview = ReviewReason is not null,
        Version = Version,
    };

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
}
