using System.Collections.Immutable;

namespace ShopActors;

/// <summary>
/// What a buyer paid for parts of an order. The price of a line is split among its units so that any number of refunds
/// of all units sums up to exactly what was paid: the first n of q units cost n/q of it, rounded down.
/// </summary>
internal static class OrderPrices
{
    /// <summary>What was paid for a line, counted from 1, with its discounts and tax.</summary>
    public static long OfLine(OrderEvent.OrderPlaced placed, int line) =>
        placed.Charges is { } charges
            ? charges.Lines[line - 1].Payable.MinorUnits
            : (placed.Lines[line - 1].UnitPrice * placed.Lines[line - 1].Quantity).MinorUnits;

    /// <summary>What was paid for units that are not refunded yet.</summary>
    public static long OfUnits(OrderState state, ImmutableArray<LineUnits> units)
    {
        var sum = 0L;
        foreach (var (line, quantity, _) in units)
        {
            var before = state.UnitsInRefunds(line);
            sum += OfFirst(state.Placed!, line, before + quantity) - OfFirst(state.Placed!, line, before);
        }

        return sum;
    }

    /// <summary>What was paid for the shipping and is not refunded; 0 without shipping.</summary>
    public static long ShippingLeft(OrderState state) =>
        state.Refunds.Any(refund => refund is { IsShipping: true, Status: not RefundStatus.Refused })
            ? 0
            : state.Placed!.Charges?.Shipping?.Payable.MinorUnits ?? 0;

    private static long OfFirst(OrderEvent.OrderPlaced placed, int line, int units) =>
        OfLine(placed, line) * units / placed.Lines[line - 1].Quantity;
}
