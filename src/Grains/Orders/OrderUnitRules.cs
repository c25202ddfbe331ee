using System.Collections.Immutable;

namespace ShopActors;

/// <summary>Finds the lines that a command's units are of.</summary>
internal static class OrderUnitRules
{
    /// <summary>
    /// The units by line, in the order of the lines. Units of a SKU are taken from its lines in their order, as far as
    /// any are left.
    /// </summary>
    /// <param name="state">The order.</param>
    /// <param name="wanted">The units of the command.</param>
    /// <param name="used">How many units of a line are used up for this purpose.</param>
    public static Result<ImmutableArray<LineUnits>> Resolve(
        OrderState state, ImmutableArray<OrderUnits> wanted, Func<int, int> used)
    {
        var lines = state.Placed!.Lines;
        var taken = new LineUnits[lines.Length];
        for (var i = 0; i < taken.Length; i++) taken[i] = new(i + 1, 0);
        if (wanted.IsDefault) return ImmutableArray<LineUnits>.Empty;
        foreach (var units in wanted)
        {
            var found = LinesOf(lines, units);
            if (found.Count == 0) return OrderErrors.LineNotFound;
            if (units.Quantity < 1 || units.Restock is < 0) return OrderErrors.QuantityExceedsOrdered(found[0], 0);
            var (left, sellable) = (units.Quantity, Math.Min(units.Restock ?? units.Quantity, units.Quantity));
            foreach (var line in found)
            {
                var present = taken[line - 1];
                var quantity = Math.Min(left, lines[line - 1].Quantity - used(line) - present.Quantity);
                if (quantity <= 0) continue;
                var restock = Math.Min(sellable, quantity);
                taken[line - 1] = new(line, present.Quantity + quantity, present.Restock + restock);
                (left, sellable) = (left - quantity, sellable - restock);
            }

            if (left > 0) return OrderErrors.QuantityExceedsOrdered(found[0], units.Quantity - left);
        }

        return taken.Where(units => units.Quantity > 0).ToImmutableArray();
    }

    /// <summary>Whether the units of a command are these, whichever lines of a SKU they were taken from.</summary>
    public static bool AreSame(
        OrderState state, ImmutableArray<OrderUnits> wanted, ImmutableArray<LineUnits> resolved)
    {
        if (wanted.IsDefaultOrEmpty) return resolved.IsEmpty;
        var lines = state.Placed!.Lines;
        return wanted.All(units => LinesOf(lines, units).Count > 0) &&
            resolved.All(units => wanted.Any(one => LinesOf(lines, one).Contains(units.Line))) &&
            wanted.Sum(units => units.Quantity) == resolved.Sum(units => units.Quantity);
    }

    private static List<int> LinesOf(ImmutableArray<OrderLine> lines, OrderUnits units) =>
        [.. Enumerable.Range(1, lines.Length).Where(line => units.Sku is { } sku
            ? lines[line - 1].Sku == sku && units.Line is null
            : units.Line == line)];
}
