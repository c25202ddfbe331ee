using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>How far an order is. <see cref="Confirmed"/> and <see cref="Cancelled"/> are final.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OrderPhase>))]
internal enum OrderPhase
{
    [JsonStringEnumMemberName("none")]
    None = 0,

    /// <summary>Everything done so far can be taken back.</summary>
    [JsonStringEnumMemberName("preparing")]
    Preparing = 1,

    /// <summary>The money is being taken; whether it was decides the direction.</summary>
    [JsonStringEnumMemberName("capturing")]
    Capturing = 2,

    /// <summary>The money is taken; only forward.</summary>
    [JsonStringEnumMemberName("finishing")]
    Finishing = 3,

    /// <summary>Given up; only backward.</summary>
    [JsonStringEnumMemberName("compensating")]
    Compensating = 4,

    [JsonStringEnumMemberName("confirmed")]
    Confirmed = 5,

    [JsonStringEnumMemberName("cancelled")]
    Cancelled = 6,
}

/// <summary>An order: the fold of <see cref="History"/>.</summary>
internal sealed record OrderState
{
    public static OrderState Empty { get; } = new();

    /// <summary>Every event, because the time line outlives the journal's snapshots. Bounded by the saga's steps and by
    /// <see cref="OrderLimits.RefundsMax"/>.</summary>
    public ImmutableArray<OrderEvent> History { get; init; } = [];

    public OrderPhase Phase { get; init; }
    public OrderEvent.OrderPlaced? Placed { get; init; }
    public bool IsCartLocked { get; init; }
    public bool IsReserved { get; init; }
    public bool IsCommitted { get; init; }
    public bool IsCleared { get; init; }
    public bool IsVoided { get; init; }
    public bool IsReleased { get; init; }
    public bool IsUnlocked { get; init; }
    public bool IsCancelRequested { get; init; }
    public PaymentStatus Payment { get; init; }
    public bool IsPaymentUncertain { get; init; }
    public Money? Captured { get; init; }
    public string? Reason { get; init; }
    public ImmutableDictionary<string, string> ReasonDetails { get; init; } = ImmutableDictionary<string, string>.Empty;
    public ImmutableArray<RefundSnapshot> Refunds { get; init; } = [];
    public DateTimeOffset? EndedAt { get; init; }

    [JsonIgnore]
    public bool IsPlaced => Placed is not null;

    [JsonIgnore]
    public bool IsEnded => Phase is OrderPhase.Confirmed or OrderPhase.Cancelled;

    /// <summary>Whether nothing is left to do.</summary>
    [JsonIgnore]
    public bool IsSettled => IsEnded && !Refunds.Any(refund => refund.Status == RefundStatus.Pending);

    [JsonIgnore]
    public DateTimeOffset LastAt => History is [.., var last] ? last.At : DateTimeOffset.MinValue;

    [JsonIgnore]
    public OrderStatus Status => Phase switch
    {
        OrderPhase.Confirmed => OrderStatus.Confirmed,
        OrderPhase.Cancelled => OrderStatus.Cancelled,
        _ => OrderStatus.Pending,
    };

    /// <summary>What was given back, or is being given back.</summary>
    [JsonIgnore]
    public long RefundingUnits =>
        Refunds.Where(refund => refund.Status != RefundStatus.Refused).Sum(refund => refund.Amount.MinorUnits);

    [JsonIgnore]
    public long RefundedUnits =>
        Refunds.Where(refund => refund.Status == RefundStatus.Succeeded).Sum(refund => refund.Amount.MinorUnits);

    /// <summary>The demand per SKU in a fixed order, so that of two orders that want the same units one wins.</summary>
    [JsonIgnore]
    public ImmutableArray<(Sku Sku, int Quantity)> Demand =>
        [.. Placed!.Lines
            .GroupBy(line => line.Sku)
            .Select(lines => (Sku: lines.Key, Quantity: lines.Sum(line => line.Quantity)))
            .OrderBy(demand => demand.Sku.Value, StringComparer.Ordinal)];

    public OrderSnapshot ToSnapshot(OrderId id)
    {
        var zero = Money.Zero(Placed!.Total.Currency);
        return new OrderSnapshot
        {
            Id = id,
            Owner = Placed.Caller.Id,
            Cart = Placed.Cart,
            Status = Status,
            Reason = Reason,
            ReasonDetails = ReasonDetails,
            Lines = Placed.Lines,
            Total = Placed.Total,
            Payment = PaymentId.For(id),
            PaymentStatus = ToPaymentStatus(),
            Captured = Captured ?? zero,
            Refunded = zero with { MinorUnits = RefundedUnits },
            Refunds = Refunds,
            PlacedAt = Placed.At,
            Deadline = Placed.Deadline,
            EndedAt = EndedAt,
            Version = History.Length,
        };
    }

    private PaymentStatus ToPaymentStatus() => RefundedUnits switch
    {
        > 0 when RefundedUnits >= Captured?.MinorUnits => PaymentStatus.Refunded,
        > 0 => PaymentStatus.PartiallyRefunded,
        _ => Payment,
    };
}
