namespace ShopActors;

/// <summary>A product with what the index keeps of its stock.</summary>
/// <param name="Product">The product.</param>
/// <param name="StockVersion">The version of its stock; -1 if the stock was not read.</param>
/// <param name="InStock">Whether units were left then.</param>
internal sealed record IndexedProduct(ProductSnapshot Product, long StockVersion, bool InStock)
{
    /// <summary>Combines two reads of one product: of each part the newer one counts.</summary>
    public IndexedProduct With(IndexedProduct other)
    {
        var product = other.Product.Version > Product.Version ? other.Product : Product;
        var stock = other.StockVersion > StockVersion ? other : this;
        return ReferenceEquals(product, Product) && ReferenceEquals(stock, this)
            ? this
            : new(product, stock.StockVersion, stock.InStock);
    }
}
