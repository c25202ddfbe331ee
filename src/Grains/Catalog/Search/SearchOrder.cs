namespace ShopActors;

/// <summary>An order of products, before that of their SKUs.</summary>
/// <param name="Sort">The order.</param>
/// <param name="Currency">Whose prices count.</param>
internal readonly record struct SearchOrder(ProductSort Sort, Currency Currency)
{
    /// <summary>The order by SKU, which also puts equally relevant products in order.</summary>
    public static SearchOrder BySku { get; } = new(ProductSort.Sku, Currency.Eur);

    /// <summary>The order that a query's pages are read in.</summary>
    public static SearchOrder Of(ProductQuery query) => query.Sort switch
    {
        ProductSort.Sku or ProductSort.Relevance => BySku,
        ProductSort.Title or ProductSort.Newest => new(query.Sort, Currency.Eur),
        _ => new(query.Sort, query.Currency),
    };
}
