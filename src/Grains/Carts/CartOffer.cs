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

    public CartOffer(ImmutableArray<ProductSnapshot> products, long available = 0)
    {
        _products = products.ToDictionary(product => product.Sku);
        Available = available;
    }

    /// <summary>The units of the command's SKU that can be reserved now.</summary>
    public long Available { get; }

    public bool TryGet(Sku sku, [NotNullWhen(true)] out ProductSnapshot? product) =>
        _products.TryGetValue(sku, out product);
}
