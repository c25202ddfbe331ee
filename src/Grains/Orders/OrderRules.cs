using System.Collections.Immutable;
using System.Diagnostics;

namespace ShopActors;

/// <summary>The rules for commands on an order.</summary>
internal static class OrderRules
{
    /// <summary>Validates a command before any grain is called.</summary>
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

        if (command.PaymentToken is { } token &&
            (token.Length is 0 or > OrderLimits.PaymentTokenLengthMax || token.Any(c => c is <= ' ' or > '~')))
        {
            return OrderErrors.InvalidRequest("The payment token is malformed.");
        }

        return command.Cart.IsDefault ? OrderErrors.InvalidRequest("The cart is missing.") : null;
    }

    /// <summary>Accepts an order for the cart's content, or refuses it.</summary>
    public static Result<OrderEvent.OrderPlaced> Place(
        PlaceOrder command, string fingerprint, CartSnapshot cart, DateTimeOffset now, TimeSpan timeLimit)
    {
        if (cart.Status == CartStatus.Merged) return OrderErrors.CartUnavailable(ErrorCode.CartMerged);
        if (cart.Status == CartStatus.Locked)
        {
            return OrderErrors.CartUnavailable(ErrorCode.CartLocked).With(ErrorDetails.OrderId, cart.LockedBy);
        }

        if (cart.Lines.IsEmpty) return OrderErrors.CartEmpty;
        if (cart.Missing is { IsEmpty: false } missing) return OrderErrors.Missing(missing);
        var gone = cart.Warnings.Where(warning => warning.Code == CartWarning.ProductGone)
            .Select(warning => warning.Sku).ToList();
        if (gone.Count > 0)
        {
            return OrderErrors.CartUnavailable(ErrorCode.ProductGone).With(ErrorDetails.Skus, string.Join(',', gone));
        }

        if (command.ExpectedTotal is { } expected && expected != cart.Total)
        {
            return OrderErrors.PriceChanged(expected, cart.Total);
        }

        var lines = ToLines(cart.Lines);
        var total = cart.Total;
        Debug.Assert(total == Sum(lines, cart.Charges, cart.Currency), "The total is the sum of its parts.");
        if (total.MinorUnits is < 0 or > OrderLimits.TotalMax) return OrderErrors.TotalOutOfRange;
        if (total.MinorUnits > 0 && command.PaymentToken is null) return OrderErrors.PaymentTokenMissing;
        return new OrderEvent.OrderPlaced
        {
            At = now,
            Caller = command.Caller,
            Cart = command.Cart,
            CartVersion = cart.Version,
            Fingerprint = fingerprint,
            PaymentToken = total.MinorUnits > 0 ? command.PaymentToken : null,
            Lines = lines,
            Total = total,
            Deadline = now + timeLimit,
            Metadata = cart.Metadata.IsEmpty ? null : cart.Metadata,
            Charges = cart.Charges,
            Buyer = cart.SealedBuyer,
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
            Metadata = line.Metadata,
        })];

    /// <summary>
    /// Whether the locked lines are those of the order. The cart's version covers metadata, which has no equality.
    /// </summary>
    public static bool AreSame(ImmutableArray<OrderLine> placed, ImmutableArray<OrderLine> locked) =>
        placed.Length == locked.Length &&
        placed.Zip(locked).All(pair => pair.First == pair.Second with { Metadata = pair.First.Metadata });

    /// <summary>
    /// What an order costs, from its parts: unit prices less discounts, the shipping, and the tax unless prices include
    /// it.
    /// </summary>
    public static Money Sum(ImmutableArray<OrderLine> lines, CartCharges? charges, Currency currency)
    {
        var sum = lines.Aggregate(Money.Zero(currency), static (sum, line) => sum + (line.UnitPrice * line.Quantity));
        if (charges is null) return sum;
        if (charges.Shipping is { } shipping) sum += shipping.Price;
        foreach (var discount in charges.Discounts) sum -= discount.Amount;
        return charges.IsTaxIncluded ? sum : sum + charges.Tax;
    }

    /// <summary>Decides a cancellation; executed before if it is already in progress.</summary>
    public static Decision<OrderEvent> Cancel(OrderState state, Caller caller) => state.Phase switch
    {
        OrderPhase.Preparing when !state.IsCancelRequested =>
            new OrderEvent.CancelRequested { By = caller.Id },
        OrderPhase.Preparing or OrderPhase.Compensating or OrderPhase.Cancelled => Decision<OrderEvent>.DoneBefore,
        _ => OrderErrors.InvalidState(state.Status, "refund"),
    };

    /// <summary>Decides a refund; executed before if the same one was already requested.</summary>
    public static Decision<OrderEvent> Refund(OrderState state, OperationId refund, Caller caller, RefundOrder command)
    {
        var earlier = state.Refunds.FirstOrDefault(r => r.Id == refund);
        if (earlier is not null) return RepeatedRefund(state, earlier, command);

        if (state is not { Phase: OrderPhase.Confirmed, Captured: { } captured })
        {
            return OrderErrors.InvalidState(state.Status, state.Phase == OrderPhase.Preparing ? "cancel" : "");
        }

        var refundable = captured.MinorUnits - state.RefundingUnits;
        var lines = ImmutableArray<LineUnits>.Empty;
        var amount = command.Amount ?? captured with { MinorUnits = refundable };
        if (command is { Lines.IsDefaultOrEmpty: false } or { IsShippingRefunded: true })
        {
            if (command.Amount is not null) return OrderErrors.RefundOfBoth;
            var found = OrderUnitRules.Resolve(state, command.Lines, state.UnitsInRefunds);
            if (found.IsRefused) return found.Error;
            if (command.IsShippingRefunded && OrderPrices.ShippingLeft(state) == 0) return OrderErrors.NoShipping;
            lines = found.Value;
            amount = amount with
            {
                MinorUnits = OrderPrices.OfUnits(state, lines) +
                    (command.IsShippingRefunded ? OrderPrices.ShippingLeft(state) : 0),
            };
        }

        if (amount.Currency != captured.Currency)
        {
            return OrderErrors.RefundCurrency(captured.Currency);
        }

        if (amount.MinorUnits <= 0 && (command.Amount is not null || !lines.IsEmpty))
        {
            return OrderErrors.RefundNotPositive;
        }

        if (amount.MinorUnits > refundable || refundable == 0) return OrderErrors.RefundExceedsCaptured(refundable);
        if (state.Refunds.Length >= OrderLimits.RefundsMax) return OrderErrors.TooManyRefunds;
        return new OrderEvent.RefundRequested
        {
            Refund = refund,
            Amount = amount,
            By = caller.Id,
            Lines = lines,
            IsShipping = command.IsShippingRefunded,
        };
    }

    private static Decision<OrderEvent> RepeatedRefund(OrderState state, RefundSnapshot earlier, RefundOrder command)
    {
        var isSame = command.Lines.IsDefaultOrEmpty && !command.IsShippingRefunded
            ? earlier is { Lines.IsEmpty: true, IsShipping: false } &&
                (command.Amount is null || command.Amount == earlier.Amount)
            : command.Amount is null && command.IsShippingRefunded == earlier.IsShipping &&
                OrderUnitRules.AreSame(state, command.Lines, earlier.Lines);
        return isSame ? Decision<OrderEvent>.DoneBefore : OrderErrors.OperationReused;
    }
}
