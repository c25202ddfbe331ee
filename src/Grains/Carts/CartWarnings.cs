using System.Collections.Immutable;
using System.Globalization;

namespace ShopActors;

internal static class CartWarnings
{
    public static CartWarning PriceChanged(CartLineSnapshot line, Money now) =>
        Warning(line, CartWarning.PriceChanged, ("old", line.UnitPrice.MinorUnits), ("new", now.MinorUnits));

    public static CartWarning InsufficientStock(CartLineSnapshot line, long available) =>
        Warning(line, CartWarning.InsufficientStock, ("requested", line.Quantity), ("available", available));

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
