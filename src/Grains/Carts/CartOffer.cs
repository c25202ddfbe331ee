using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace ShopActors;

/// <summary>
/// What catalogue and stock said just before a command is decided: a fact that the rules take in, so that they stay
/// pure. The cart may have changed meanwhile; a line that is not in here keeps its price.
/// </summary>
internal sealed class CartOffer
{
    private readonly Dictionary<Sku, ProductSnapshot> _products;

    public CartOffer(ImmutableArray<ProductSnapshot> products, long available = 0)
    {
        _products = products.ToDictionary(product => product.Sku);
        Available = available;
    }

    /// <summary>What can be reserved now of the SKU that the command is about.</summary>
    public long Available { get; }

    public bool TryGet(Sku sku, [NotNullWhen(true)] out ProductSnapshot? product) =>
        _products.TryGetValue(sku, out product);
}
