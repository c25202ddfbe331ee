using System.Collections.Immutable;
using System.Diagnostics;

namespace ShopActors;

/// <summary>What an order does next.</summary>
internal enum OrderStep
{
    /// <summary>Nothing: it is settled, or was never placed.</summary>
    None,
    LockCart,
    Reserve,
    Authorise,
    BeginCapture,
    Capture,
    Finish,
    Confirm,
    BeginCompensation,
    Release,
    Void,
    UnlockCart,
    Cancel,
    Refund,
}

/// <summary>
/// The order's state machine, pure. <see cref="Next"/> is the saga: the state alone says what comes next, so going on
/// after a crash is the same as going on. <see cref="Apply"/> refuses every transition that is not one of its edges.
/// </summary>
internal static class OrderRules
{
    public static OrderStep Next(OrderState state, DateTimeOffset now) => state.Phase switch
    {
        OrderPhase.Preparing when IsGivenUp(state, now) => OrderStep.BeginCompensation,
        OrderPhase.Preparing when !state.IsCartLocked => OrderStep.LockCart,
        OrderPhase.Preparing when !state.IsReserved => OrderStep.Reserve,
        OrderPhase.Preparing when state.Payment != PaymentStatus.Authorised => OrderStep.Authorise,
        OrderPhase.Preparing => OrderStep.BeginCapture,
        OrderPhase.Capturing => OrderStep.Capture,
        OrderPhase.Finishing when !state.IsCommitted || !state.IsCleared => OrderStep.Finish,
        OrderPhase.Finishing => OrderStep.Confirm,

        // An order that compensates has captured nothing and never will, so the goods are free at once, also while the
        // provider cannot say what became of the authorisation. The cart is not: another checkout would authorise again.
        OrderPhase.Compensating when !state.IsReleased => OrderStep.Release,
        OrderPhase.Compensating when !state.IsVoided => OrderStep.Void,
        OrderPhase.Compensating when !state.IsUnlocked => OrderStep.UnlockCart,
        OrderPhase.Compensating => OrderStep.Cancel,
        OrderPhase.Confirmed when !state.IsSettled => OrderStep.Refund,
        _ => OrderStep.None,
    };

    /// <summary>Why an order that is preparing is given up without a refusal.</summary>
    public static OrderEvent.CompensationStarted GiveUp(OrderState state) => new()
    {
        Reason = state.IsCancelRequested ? CancelReasons.Requested : CancelReasons.DeadlineExceeded,
    };

    /// <summary>Whether a command can be an order, before any grain is asked.</summary>
    public static ShopError? Validate(PlaceOrder command)
    {
        if (command.Caller is not { Kind: CallerKind.Guest or CallerKind.Customer, Id.IsDefault: false })
        {
            return OrderErrors.InvalidRequest("Only a customer or a guest with a cart can place an order.");
        }

        if (command.IdempotencyKey is not { Length: > 0 and <= OrderLimits.IdempotencyKeyLengthMax })
        {
            return OrderErrors.InvalidRequest("The idempotency key is missing or too long.");
        }

        if (command.PaymentToken is not { Length: > 0 and <= OrderLimits.PaymentTokenLengthMax } ||
            command.PaymentToken.Any(c => c is <= ' ' or > '~'))
        {
            return OrderErrors.InvalidRequest("The payment token is missing or not of a valid form.");
        }

        return command.Cart.IsDefault ? OrderErrors.InvalidRequest("The cart is missing.") : null;
    }

    /// <summary>Accepts an order for what the cart holds, or says why not.</summary>
    public static Result<OrderEvent.OrderPlaced> Place(
        PlaceOrder command, string fingerprint, CartSnapshot cart, DateTimeOffset now, TimeSpan timeLimit)
    {
        if (cart.Status == CartStatus.Merged) return OrderErrors.CartUnavailable("cart.merged");
        if (cart.Status == CartStatus.Locked)
        {
            return OrderErrors.CartUnavailable("cart.locked").With("order", cart.LockedBy);
        }

        if (cart.Lines.IsEmpty) return OrderErrors.CartEmpty;
        var gone = cart.Warnings.Where(warning => warning.Code == CartWarning.ProductGone).Select(warning => warning.Sku).ToList();
        if (gone.Count > 0) return OrderErrors.CartUnavailable("cart.product-gone").With("skus", string.Join(',', gone));
        if (command.ExpectedTotal is { } expected && expected != cart.Total)
        {
            return OrderErrors.PriceChanged(expected, cart.Total);
        }

        var lines = ToLines(cart.Lines);
        var total = Sum(lines, cart.Currency);
        Debug.Assert(total == cart.Total, "The cart's total is the sum of its lines.");
        if (total.MinorUnits is <= 0 or > OrderLimits.TotalMax) return OrderErrors.TotalOutOfRange;
        return new OrderEvent.OrderPlaced
        {
            At = now,
            Caller = command.Caller,
            Cart = command.Cart,
            CartVersion = cart.Version,
            Fingerprint = fingerprint,
            PaymentToken = command.PaymentToken,
            Lines = lines,
            Total = total,
            Deadline = now + timeLimit,
        };
    }

    public static ImmutableArray<OrderLine> ToLines(ImmutableArray<CartLineSnapshot> lines) =>
        [.. lines.Select(line => new OrderLine
        {
            Sku = line.Sku,
            Product = line.Product,
            Title = line.Title,
            Quantity = line.Quantity,
            UnitPrice = line.UnitPrice,
        })];

    public static Money Sum(ImmutableArray<OrderLine> lines, Currency currency) =>
        lines.Aggregate(Money.Zero(currency), (sum, line) => sum + (line.UnitPrice * line.Quantity));

    /// <summary>The event of a cancellation; null when it is under way or done already.</summary>
    public static Result<ImmutableArray<OrderEvent>> Cancel(OrderState state, Caller caller) => state.Phase switch
    {
        OrderPhase.Preparing when !state.IsCancelRequested =>
            ImmutableArray.Create<OrderEvent>(new OrderEvent.CancelRequested { By = caller.Id }),
        OrderPhase.Preparing or OrderPhase.Compensating or OrderPhase.Cancelled => ImmutableArray<OrderEvent>.Empty,
        _ => OrderErrors.InvalidState(state.Status, "refund"),
    };

    /// <summary>The event of a refund; none when the same one was asked for before.</summary>
    public static Result<ImmutableArray<OrderEvent>> Refund(
        OrderState state, OperationId refund, Caller caller, RefundOrder command)
    {
        var earlier = state.Refunds.FirstOrDefault(r => r.Id == refund);
        if (earlier is not null)
        {
            return command.Amount is null || command.Amount == earlier.Amount
                ? ImmutableArray<OrderEvent>.Empty
                : OrderErrors.OperationReused;
        }

        if (state is not { Phase: OrderPhase.Confirmed, Captured: { } captured })
        {
            return OrderErrors.InvalidState(state.Status, state.Phase == OrderPhase.Preparing ? "cancel" : "");
        }

        var refundable = captured.MinorUnits - state.RefundingUnits;
        var amount = command.Amount ?? captured with { MinorUnits = refundable };
        if (amount.Currency != captured.Currency) return OrderErrors.InvalidRequest("The refund is in another currency.");
        if (amount.MinorUnits <= 0 && command.Amount is not null)
        {
            return OrderErrors.InvalidRequest("A refund must be positive.");
        }

        if (amount.MinorUnits > refundable || refundable == 0) return OrderErrors.RefundExceedsCaptured(refundable);
        if (state.Refunds.Length >= OrderLimits.RefundsMax) return OrderErrors.TooManyRefunds;
        return ImmutableArray.Create<OrderEvent>(
            new OrderEvent.RefundRequested { Refund = refund, Amount = amount, By = caller.Id });
    }

    public static OrderState Apply(OrderState state, OrderEvent e)
    {
        // A transition that is not an edge is a bug or damage: stopping is better than guessing.
        if (!IsLegal(state, e))
        {
            throw new InvalidOperationException($"An order that is {state.Phase} cannot take {e.GetType().Name}.");
        }

        var next = Change(state, e) with { History = state.History.Add(e) };
        Debug.Assert(next.RefundingUnits <= (next.Captured?.MinorUnits ?? 0), "No more is given back than was taken.");
        return next;
    }

    /// <summary>The edges of the state machine.</summary>
    public static bool IsLegal(OrderState state, OrderEvent e) => (state.Phase, e) switch
    {
        (OrderPhase.None, OrderEvent.OrderPlaced) => true,
        (OrderPhase.Preparing, OrderEvent.CartLocked) => !state.IsCartLocked,
        (OrderPhase.Preparing, OrderEvent.StockReserved) => state.IsCartLocked && !state.IsReserved,
        (OrderPhase.Preparing, OrderEvent.PaymentAuthorised) =>
            state.IsReserved && state.Payment is PaymentStatus.None or PaymentStatus.Authorising,
        (OrderPhase.Preparing, OrderEvent.CaptureStarted) =>
            state.Payment == PaymentStatus.Authorised && !state.IsCancelRequested,
        (OrderPhase.Preparing, OrderEvent.CancelRequested) => !state.IsCancelRequested,
        (OrderPhase.Preparing, OrderEvent.CompensationStarted) => true,
        (OrderPhase.Capturing, OrderEvent.CompensationStarted c) => c.Reason == CancelReasons.CaptureRefused,
        (OrderPhase.Capturing, OrderEvent.PaymentCaptured) => true,
        (OrderPhase.Finishing, OrderEvent.StockCommitted) => !state.IsCommitted,
        (OrderPhase.Finishing, OrderEvent.CartCleared) => !state.IsCleared,
        (OrderPhase.Finishing, OrderEvent.OrderConfirmed) => state.IsCommitted && state.IsCleared,
        (OrderPhase.Compensating, OrderEvent.PaymentVoided) => !state.IsVoided,
        (OrderPhase.Compensating, OrderEvent.StockReleased) => !state.IsReleased,
        (OrderPhase.Compensating, OrderEvent.CartUnlocked) => state.IsVoided && !state.IsUnlocked,
        (OrderPhase.Compensating, OrderEvent.OrderCancelled) => state.IsReleased && state.IsUnlocked,
        (OrderPhase.Preparing or OrderPhase.Capturing or OrderPhase.Compensating, OrderEvent.PaymentUncertain) =>
            !state.IsPaymentUncertain,
        (OrderPhase.Confirmed, OrderEvent.RefundRequested r) => state.Refunds.All(refund => refund.Id != r.Refund),
        (OrderPhase.Confirmed, OrderEvent.RefundSettled r) => r.Status != RefundStatus.Pending &&
            state.Refunds.Any(refund => refund.Id == r.Refund && refund.Status == RefundStatus.Pending),
        _ => false,
    };

    private static bool IsGivenUp(OrderState state, DateTimeOffset now) =>
        state.IsCancelRequested || now >= state.Placed!.Deadline;

    private static OrderState Change(OrderState state, OrderEvent e) => e switch
    {
        OrderEvent.OrderPlaced p => state with { Phase = OrderPhase.Preparing, Placed = p },
        OrderEvent.CartLocked => state with { IsCartLocked = true },
        OrderEvent.StockReserved => state with { IsReserved = true },
        OrderEvent.PaymentAuthorised => state with { Payment = PaymentStatus.Authorised, IsPaymentUncertain = false },
        OrderEvent.PaymentUncertain u => state with { Payment = u.Status, IsPaymentUncertain = true },
        OrderEvent.CaptureStarted => state with { Phase = OrderPhase.Capturing, Payment = PaymentStatus.Capturing },
        OrderEvent.PaymentCaptured c => state with
        {
            Phase = OrderPhase.Finishing,
            Payment = PaymentStatus.Captured,
            IsPaymentUncertain = false,
            Captured = c.Amount,
        },
        OrderEvent.StockCommitted => state with { IsCommitted = true },
        OrderEvent.CartCleared => state with { IsCleared = true },
        OrderEvent.OrderConfirmed => state with { Phase = OrderPhase.Confirmed, EndedAt = e.At },
        OrderEvent.CancelRequested => state with { IsCancelRequested = true },
        OrderEvent.CompensationStarted c => state with
        {
            Phase = OrderPhase.Compensating,
            Reason = c.Reason,
            ReasonDetails = c.Details,
            IsPaymentUncertain = false,
        },
        OrderEvent.PaymentVoided v => state with { IsVoided = true, Payment = v.Status, IsPaymentUncertain = false },
        OrderEvent.StockReleased => state with { IsReleased = true },
        OrderEvent.CartUnlocked => state with { IsUnlocked = true },
        OrderEvent.OrderCancelled => state with { Phase = OrderPhase.Cancelled, EndedAt = e.At },
        OrderEvent.RefundRequested r => state with
        {
            Refunds = state.Refunds.Add(new RefundSnapshot { Id = r.Refund, Amount = r.Amount, Status = RefundStatus.Pending }),
        },
        OrderEvent.RefundSettled r => state with
        {
            Refunds = [.. state.Refunds.Select(refund =>
                refund.Id == r.Refund ? refund with { Status = r.Status, Code = r.Code } : refund)],
        },
        _ => throw new UnreachableException($"Unknown order event {e.GetType().Name}."),
    };
}
