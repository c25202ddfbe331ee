using System.Collections.Immutable;

namespace ShopActors;

/// <summary>The cart as its owner sees it: the stored lines at the catalogue's current prices, with warnings.</summary>
internal static class CartView
{
    /// <param name="state">The cart.</param>
    /// <param name="offer">The catalogue's products.</param>
    /// <param name="available">The available units per SKU; null if not requested.</param>
    public static CartSnapshot Present(CartState state, CartOffer offer, IReadOnlyDictionary<Sku, long>? available)
    {
        // During a checkout the owner sees the lines and prices that are being bought.
        if (state.Lock is { } locked)
        {
            return state.ToSnapshot() with { Lines = locked.Lines, Total = locked.Total, Charges = locked.Charges };
        }

        var lines = ImmutableArray.CreateBuilder<CartLineSnapshot>(state.Lines.Length);
        var warnings = ImmutableArray.CreateBuilder<CartWarning>();
        foreach (var line in state.Lines)
        {
            var shown = line;
            if (!offer.TryGet(line.Sku, out var product))
            {
                warnings.Add(CartWarnings.ProductGone(line));
            }
            else if (product.PriceIn(line.UnitPrice.Currency) is { } price)
            {
                if (price != line.UnitPrice) warnings.Add(CartWarnings.PriceChanged(line, price));
                shown = line with { Title = product.Title, UnitPrice = price };
            }

            if (CartWarnings.Shortage(line, state.Lines, available) is { } shortage) warnings.Add(shortage);
            lines.Add(shown);
        }

        var present = lines.MoveToImmutable();
        return state.ToSnapshot() with
        {
            Lines = present,
            Total = state.TotalOf(present),
            Warnings = warnings.ToImmutable(),
        };
    }
}
