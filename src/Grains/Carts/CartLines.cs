using System.Collections.Immutable;

namespace ShopActors;

/// <summary>The lines of a cart: a SKU has one for each metadata, and limits count all of them together.</summary>
internal static class CartLines
{
    /// <summary>The units of all lines of the SKU.</summary>
    public static int UnitsOf(this IEnumerable<CartLineSnapshot> lines, Sku sku) =>
        lines.Where(line => line.Sku == sku).Sum(line => line.Quantity);

    /// <summary>
    /// Combines a cart's lines with those of another one. Units beyond the limit of a SKU are left out with a warning.
    /// </summary>
    public static ImmutableArray<CartLineSnapshot> Combine(
        CartId cart,
        ImmutableArray<CartLineSnapshot> lines,
        ImmutableArray<CartLineSnapshot> added,
        MergeStrategy strategy,
        ICollection<CartWarning> warnings)
    {
        var combined = lines.ToBuilder();
        foreach (var other in added)
        {
            var id = LineId.For(cart, other.Sku, other.Metadata);
            var index = IndexOf(combined, id);
            var present = index < 0 ? 0 : combined[index].Quantity;
            var wanted = strategy == MergeStrategy.Sum
                ? present + other.Quantity
                : Math.Max(present, other.Quantity);
            var room = CartLimits.QuantityMax - combined.UnitsOf(other.Sku) + present;
            var line = (index < 0 ? other with { Id = id } : combined[index]) with { Quantity = Math.Min(wanted, room) };
            if (line.Quantity < wanted) warnings.Add(CartWarnings.QuantityCapped(line, wanted));
            if (index >= 0) combined[index] = line;
            else if (line.Quantity > 0) combined.Add(line);
        }

        return combined.ToImmutable();
    }

    private static int IndexOf(ImmutableArray<CartLineSnapshot>.Builder lines, LineId id)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Id == id) return i;
        }

        return -1;
    }
}
