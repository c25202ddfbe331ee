namespace ShopActors.WebApi.Catalog;

/// <summary>Which products a request asks for.</summary>
/// <param name="Search">Words, each of which a word in title, author or SKU begins with.</param>
/// <param name="Category">Only this category.</param>
/// <param name="Group">Only the variants of this group.</param>
/// <param name="Attributes">Only products with these attributes.</param>
/// <param name="Sort">The order.</param>
/// <param name="Currency">Whose prices count.</param>
/// <param name="MinPrice">The lowest price in minor units.</param>
/// <param name="MaxPrice">The highest price in minor units.</param>
/// <param name="InStock">Only products of which units are left.</param>
/// <param name="Facets">Whether to count the matching products by category and attribute.</param>
/// <param name="SaleStatus">Only products of this status.</param>
internal sealed record ProductListQuery(
    string? Search,
    string? Category,
    string? Group,
    string? Attributes,
    string? Sort,
    string? Currency,
    long? MinPrice,
    long? MaxPrice,
    bool? InStock,
    bool? Facets,
    string? SaleStatus)
{
    /// <summary>The status that means any.</summary>
    public const string AnyStatus = "any";

    public Result<ProductQuery> Read(Page page, Caller caller)
    {
        var sort = string.IsNullOrWhiteSpace(Search) ? ProductSort.Sku : ProductSort.Relevance;
        if (Sort is { Length: > 0 } && !PublicName.TryParse(Sort, out sort)) return ApiErrors.InvalidQuery(["sort"]);
        var currency = ShopActors.Currency.Eur;
        if (Currency is { Length: > 0 } && !ShopActors.Currency.TryParse(Currency, out currency))
        {
            return ApiErrors.InvalidQuery(["currency"]);
        }

        if (MinPrice < 0) return ApiErrors.InvalidQuery(["minPrice"]);
        if (MaxPrice < 0) return ApiErrors.InvalidQuery(["maxPrice"]);
        if (!ProductAttributes.TryRead(Attributes, out var attributes)) return ApiErrors.InvalidQuery(["attributes"]);

        var status = (ProductStatus?)ProductStatus.Published;
        if (SaleStatus == AnyStatus)
        {
            status = null;
        }
        else if (SaleStatus is { Length: > 0 })
        {
            if (!PublicName.TryParse(SaleStatus, out ProductStatus known))
            {
                return ApiErrors.InvalidQuery(["saleStatus"]);
            }

            status = known;
        }

        if (status != ProductStatus.Published && !caller.May(Scopes.CatalogWrite)) return ApiErrors.Forbidden;
        return new ProductQuery
        {
            Text = Search,
            Category = Category,
            Group = Group is { Length: > 0 } ? Group : null,
            Attributes = attributes,
            Sort = sort,
            Currency = currency,
            PriceMin = MinPrice,
            PriceMax = MaxPrice,
            InStock = InStock == true,
            WithFacets = Facets == true,
            Status = status,
            Cursor = page.Position,
            Limit = page.Limit,
        };
    }
}
