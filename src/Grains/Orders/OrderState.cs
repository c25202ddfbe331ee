using System.Collections.Immutable;
using System.Diagnostics;

namespace ShopActors;

/// <summary>The phase of an order. <see cref="Confirmed"/> and <see cref="Cancelled"/> are final.</summary>
internal enum OrderPhase
{
    None = 0,

    /// <summary>Every effect so far can be undone.</summary>
    Preparing = 1,

    /// <summary>The capture was requested; its outcome decides the direction.</summary>
    Capturing = 2,

    /// <summary>The money is captured; the order can only go forward.</summary>
    Finishing = 3,

    /// <summary>Given up; the order can only be undone.</summary>
    Compensating = 4,

    Confirmed = 5,

    Cancelled = 6,
}

/// <summary>An order, folded from <see cref="History"/>.</summary>
internal sealed partial record OrderState
{
    public required OrderId Id { get; init; }

    /// <summary>
    /// Every event, because the timeline must outlive the journal's snapshots. Bounded by the saga's steps, by
    /// <see cref="OrderLimits"/> and by <see cref="FulfilmentLimits"/>.
    /// </summary>
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

    /// <summary>
    /// Whether the payment's outcome stays unknown until a person decides or the provider reports it.
    /// </summary>
    public bool IsInReview { get; init; }

    /// <summary>What the payer had to do; null for nothing.</summary>
    public OrderEvent.PayerActionRequired? PayerAction { get; init; }

    /// <summary>Until when the order waits for a payment that takes days; null for one that does not.</summary>
    public DateTimeOffset? ProcessingUntil { get; init; }

    public Money? Captured { get; init; }
    public CancelReason? Reason { get; init; }
    public ImmutableDictionary<string, string> ReasonDetails { get; init; } = ImmutableDictionary<string, string>.Empty;
    public ImmutableArray<RefundSnapshot> Refunds { get; init; } = [];
    public DateTimeOffset? EndedAt { get; init; }

    public bool IsPlaced => Placed is not null;

    /// <summary>Whether there is nothing to pay, so that the provider is not asked.</summary>
    public bool IsFree => Placed!.Total.MinorUnits == 0;

    /// <summary>Whether the order waits for the payer.</summary>
    public bool AwaitsPayer => Phase == OrderPhase.Preparing && Payment == PaymentStatus.RequiresAction;

    /// <summary>Whether the order waits for a payment that takes days.</summary>
    public bool IsProcessing => Phase == OrderPhase.Preparing && Payment == PaymentStatus.Processing;

    /// <summary>Whether only the payment's news, or a person, can make the order go on.</summary>
    public bool AwaitsNews => !IsSettled && (IsInReview || Payment == PaymentStatus.Processing);

    public bool IsEnded => Phase is OrderPhase.Confirmed or OrderPhase.Cancelled;

    /// <summary>Whether nothing is left to do.</summary>
    public bool IsSettled => IsEnded && NextRestock is null &&
        !Refunds.Any(refund => refund.Status == RefundStatus.Pending);

    public DateTimeOffset LastAt => History is [.., var last] ? last.At : DateTimeOffset.MinValue;

    public OrderStatus Status => Phase switch
    {
        OrderPhase.Confirmed => OrderStatus.Confirmed,
        OrderPhase.Cancelled => OrderStatus.Cancelled,
        _ => OrderStatus.Pending,
    };

    /// <summary>The amount refunded or being refunded.</summary>
    public long RefundingUnits =>
        Refunds.Where(refund => refund.Status != RefundStatus.Refused).Sum(refund => refund.Amount.MinorUnits);

    public long RefundedUnits =>
        Refunds.Where(refund => refund.Status == RefundStatus.Succeeded).Sum(refund => refund.Amount.MinorUnits);

    /// <summary>The demand per SKU, in a global order so that two orders cannot each take half.</summary>
    public ImmutableArray<(Sku Sku, int Quantity)> Demand() =>
        [.. Placed!.Lines
            .GroupBy(line => line.Sku)
            .Select(lines => (Sku: lines.Key, Quantity: lines.Sum(line => line.Quantity)))
            .OrderBy(demand => demand.Sku.Value, StringComparer.Ordinal)];

    public static OrderState For(OrderId id) => new() { Id = id };

    public OrderState Apply(OrderEvent e)
    {
        // An illegal transition is a bug or damage: stopping is safer than guessing.
        if (!Allows(e))
        {
            throw new InvalidOperationException($"An order in phase {Phase} cannot apply {e.GetType().Name}.");
        }

        var next = Change(e) with { History = History.Add(e) };
        Debug.Assert(next.RefundingUnits <= (next.Captured?.MinorUnits ?? 0), "Refunds exceed the captured amount.");
        return next;
    }

    /// <summary>Whether the event is a legal transition from this state.</summary>
    public bool Allows(OrderEvent e) => (Phase, e) switch
    {
        (OrderPhase.None, OrderEvent.OrderPlaced) => true,
        (OrderPhase.Preparing, OrderEvent.CartLocked) => !IsCartLocked,
        (OrderPhase.Preparing, OrderEvent.StockReserved) => IsCartLocked && !IsReserved,
        (OrderPhase.Preparing, OrderEvent.PaymentAuthorised) =>
            IsReserved && Payment is PaymentStatus.None or PaymentStatus.Authorising or PaymentStatus.RequiresAction
                or PaymentStatus.Processing,
        (OrderPhase.Preparing, OrderEvent.PayerActionRequired) =>
            IsReserved && Payment is PaymentStatus.None or PaymentStatus.Authorising,
        (OrderPhase.Preparing, OrderEvent.PaymentProcessing) => IsReserved &&
            Payment is PaymentStatus.None or PaymentStatus.Authorising or PaymentStatus.RequiresAction,
        (OrderPhase.Preparing, OrderEvent.CartCleared) => Payment == PaymentStatus.Processing && !IsCleared,
        (OrderPhase.Preparing, OrderEvent.CaptureStarted) =>
            Payment == PaymentStatus.Authorised && !IsCancelRequested,
        (OrderPhase.Preparing, OrderEvent.CancelRequested) => !IsCancelRequested,
        (OrderPhase.Preparing, OrderEvent.CompensationStarted) => true,
        (OrderPhase.Capturing, OrderEvent.CompensationStarted c) => c.Reason == CancelReason.CaptureRefused,
        (OrderPhase.Capturing, OrderEvent.PaymentCaptured) => true,
        (OrderPhase.Finishing, OrderEvent.StockCommitted) => !IsCommitted,
        (OrderPhase.Finishing, OrderEvent.CartCleared) => !IsCleared,
        (OrderPhase.Finishing, OrderEvent.Numbered) => Number is null,
        (OrderPhase.Finishing, OrderEvent.GuestOrderFiled) => NeedsFiling,
        (OrderPhase.Finishing, OrderEvent.OrderConfirmed) => IsCommitted && IsCleared,
        (OrderPhase.Compensating, OrderEvent.PaymentVoided) => !IsVoided,
        (OrderPhase.Compensating, OrderEvent.StockReleased) => !IsReleased,
        (OrderPhase.Compensating, OrderEvent.CartUnlocked) => IsVoided && !IsUnlocked,
        (OrderPhase.Compensating, OrderEvent.OrderCancelled) => IsReleased && IsUnlocked,
        (OrderPhase.Preparing or OrderPhase.Capturing or OrderPhase.Compensating, OrderEvent.PaymentUncertain) =>
            !IsPaymentUncertain,
        (OrderPhase.Confirmed, OrderEvent.RefundRequested r) => Refunds.All(refund => refund.Id != r.Refund),
        (OrderPhase.Confirmed, OrderEvent.RefundSettled r) => r.Status != RefundStatus.Pending &&
            Refunds.Any(refund => refund.Id == r.Refund && refund.Status == RefundStatus.Pending),
        (OrderPhase.Confirmed, _) when IsAfterSale(e) => AllowsAfterSale(e),
        (OrderPhase.None or OrderPhase.Cancelled, OrderEvent.ReviewNeeded) => false,
        (_, OrderEvent.ReviewNeeded) => !IsInReview && !IsSettled,
        _ => false,
    };

    public OrderSnapshot ToSnapshot()
    {
        var zero = Money.Zero(Placed!.Total.Currency);
        return new OrderSnapshot
        {
            Id = Id,
            Owner = Owner,
            Cart = Placed.Cart,
            Status = Status,
            Reason = Reason,
            ReasonDetails = ReasonDetails,
            Lines = Placed.Lines,
            Total = Placed.Total,
            Payment = PaymentId.For(Id),
            PaymentStatus = ToPaymentStatus(),
            Captured = Captured ?? zero,
            Refunded = zero with { MinorUnits = RefundedUnits },
            Refunds = Refunds,
            PlacedAt = Placed.At,
            Deadline = Placed.Deadline,
            EndedAt = EndedAt,
            NeedsReview = IsInReview,
            PayerAction = AwaitsPayer ? new(PayerAction!.Url, PayerAction.Until) : null,
            Metadata = Placed.Metadata ?? ImmutableDictionary<string, string>.Empty,
            Charges = Placed.Charges,
            SealedBuyer = Buyer,
            Number = Number,
            Fulfilment = Fulfilment,
            Shipments = Shipments,
            Returns = Returns,
            Notes = Notes,
            Version = History.Length,
        };
    }

    private PaymentStatus ToPaymentStatus() => RefundedUnits switch
    {
        > 0 when RefundedUnits >= Captured?.MinorUnits => PaymentStatus.Refunded,
        > 0 => PaymentStatus.PartiallyRefunded,
        _ => Payment,
    };

    private OrderState Change(OrderEvent e) => e switch
    {
        OrderEvent.OrderPlaced p => this with { Phase = OrderPhase.Preparing, Placed = p },
        OrderEvent.CartLocked => this with { IsCartLocked = true },
        OrderEvent.StockReserved => this with { IsReserved = true },
        OrderEvent.PaymentAuthorised =>
            this with { Payment = PaymentStatus.Authorised, IsPaymentUncertain = false, IsInReview = false },
        OrderEvent.PayerActionRequired action => this with
        {
            Payment = PaymentStatus.RequiresAction,
            PayerAction = action,
            IsPaymentUncertain = false,
            IsInReview = false,
        },
        OrderEvent.PaymentProcessing p => this with
        {
            Payment = PaymentStatus.Processing,
            ProcessingUntil = p.Until,
            IsPaymentUncertain = false,
            IsInReview = false,
        },
        OrderEvent.PaymentUncertain u => this with { Payment = u.Status, IsPaymentUncertain = true },
        OrderEvent.CaptureStarted => this with { Phase = OrderPhase.Capturing, Payment = PaymentStatus.Capturing },
        OrderEvent.PaymentCaptured c => this with
        {
            Phase = OrderPhase.Finishing,
            Payment = PaymentStatus.Captured,
            IsPaymentUncertain = false,
            IsInReview = false,
            Captured = c.Amount,
        },
        OrderEvent.StockCommitted => this with { IsCommitted = true },
        OrderEvent.CartCleared => this with { IsCleared = true },
        OrderEvent.OrderConfirmed => this with { Phase = OrderPhase.Confirmed, EndedAt = e.At },
        OrderEvent.CancelRequested => this with { IsCancelRequested = true },
        OrderEvent.CompensationStarted c => this with
        {
            Phase = OrderPhase.Compensating,
            Reason = c.Reason,
            ReasonDetails = c.Details,
            IsPaymentUncertain = false,
            IsInReview = false,
        },
        OrderEvent.PaymentVoided v => this with
        {
            IsVoided = true,
            Payment = v.Status,
            IsPaymentUncertain = false,
            IsInReview = false,
        },
        OrderEvent.ReviewNeeded => this with { IsInReview = true },
        OrderEvent.StockReleased => this with { IsReleased = true },
        OrderEvent.CartUnlocked => this with { IsUnlocked = true },
        OrderEvent.OrderCancelled => this with { Phase = OrderPhase.Cancelled, EndedAt = e.At },
        OrderEvent.RefundRequested r => this with
        {
            Refunds = Refunds.Add(
                new RefundSnapshot
                {
                    Id = r.Refund,
                    Amount = r.Amount,
                    Status = RefundStatus.Pending,
                    Lines = r.Lines,
                    IsShipping = r.IsShipping,
                }),
        },
        OrderEvent.RefundSettled r => this with
        {
            IsInReview = false,
            Refunds = [.. Refunds.Select(refund =>
                refund.Id == r.Refund ? refund with { Status = r.Status, Code = r.Code } : refund)],
        },
        OrderEvent.Numbered n => this with { Number = n.Number },
        OrderEvent.GuestOrderFiled => this with { IsFiled = true },
        _ => ChangeAfterSale(e),
    };
}
