using System.Collections.Immutable;
using System.Globalization;

namespace ShopActors;

internal static class CartWarnings
{
    public static CartWarning PriceChanged(CartLineSnapshot line, Money now) =>
        Warning(line, CartWarning.PriceChanged, ("old", line.UnitPrice.MinorUnits), ("new", now.MinorUnits));

    /// <summary>A warning if all lines of the line's SKU ask for more than is available.</summary>
    public static CartWarning? Shortage(
        CartLineSnapshot line, ImmutableArray<CartLineSnapshot> lines, IReadOnlyDictionary<Sku, long>? available) =>
        available is not null && available.TryGetValue(line.Sku, out var units) && lines.UnitsOf(line.Sku) > units
            ? InsufficientStock(line, lines.UnitsOf(line.Sku), units)
            : null;

    public static CartWarning InsufficientStock(CartLineSnapshot line, long requested, long available) =>
        Warning(line, CartWarning.InsufficientStock, ("requested", requested), ("available", available));

    public static CartWarning ProductGone(CartLineSnapshot line) => Warning(line, CartWarning.ProductGone);

    public static CartWarning QuantityCapped(CartLineSnapshot line, long requested) =>
        Warning(line, CartWarning.QuantityCapped, ("requested", requested), ("quantity", line.Quantity));

    private static CartWarning Warning(
        CartLineSnapshot line, string code, params ReadOnlySpan<(string Name, long Value)> facts)
    {
        var details = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in facts) details.Add(name, value.ToString(CultureInfo.InvariantCulture));
        return new() { Code = code, Line = line.Id, Sku = line.Sku, Details = details.ToImmutable() };
    }
}
