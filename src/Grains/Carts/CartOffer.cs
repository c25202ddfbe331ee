using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace ShopActors;

/// <summary>
/// The answers of catalogue and stock that a command is decided on. They are an input of the rules, so that the rules
/// stay pure. The cart may have changed since; a line that is not in here keeps its price.
/// </summary>
internal sealed class CartOffer
{
    private readonly Dictionary<Sku, ProductSnapshot> _products;

    public CartOffer(ImmutableArray<ProductSnapshot> products, StockOffer? stock = null)
    {
        _products = products.ToDictionary(product => product.Sku);
        Stock = stock ?? StockOffer.None;
    }

    /// <summary>What the stock of the command's SKU offers the cart's owner.</summary>
    public StockOffer Stock { get; }

    public bool TryGet(Sku sku, [NotNullWhen(true)] out ProductSnapshot? product) =>
        _products.TryGetValue(sku, out product);
}
