namespace ShopActors;

/// <summary>The rules for commands on a product.</summary>
internal static class ProductRules
{
    public static Decision<ProductEvent> Put(
        ProductState state, Caller caller, ProductDraft draft, long? expectedVersion, DateTimeOffset now)
    {
        if (!caller.May(Scopes.CatalogWrite)) return AccessErrors.Forbidden(Scopes.CatalogWrite);
        draft = draft with
        {
            Title = PlainText.Normalize(draft.Title),
            Author = PlainText.Normalize(draft.Author),
            Category = PlainText.Normalize(draft.Category),
        };
        if (Check(draft, state.Id) is { } wrong) return wrong;
        var present = state.Product;

        // Identical content needs no write, so a repeated command succeeds even if its version is stale by now.
        if (present is not null && Equals(present, draft)) return Decision<ProductEvent>.DoneBefore;
        var version = present?.Version ?? 0;
        if (expectedVersion is { } expected && expected != version) return CatalogErrors.VersionConflict(version);
        return new ProductPut(ToProduct(draft, state.Id, version + 1)) { At = now };
    }

    private static ShopError? Check(ProductDraft draft, ProductId id)
    {
        if (draft.Sku.IsDefault || ProductId.For(draft.Sku) != id) return CatalogErrors.Invalid(draft.Sku, "sku");
        if (!PlainText.IsValid(draft.Title, CatalogLimits.TextMax)) return CatalogErrors.Invalid(draft.Sku, "title");
        if (!PlainText.IsValid(draft.Author, CatalogLimits.TextMax)) return CatalogErrors.Invalid(draft.Sku, "author");
        if (!PlainText.IsValid(draft.Category, CatalogLimits.CategoryMax))
        {
            return CatalogErrors.Invalid(draft.Sku, "category");
        }

        var isPriced = draft.Price.MinorUnits is > 0 and <= CatalogLimits.PriceMax && !draft.Price.Currency.IsDefault;
        return isPriced ? null : CatalogErrors.Invalid(draft.Sku, "price");
    }

    private static bool Equals(ProductSnapshot product, ProductDraft draft) =>
        product.Title == draft.Title && product.Author == draft.Author &&
        product.Category == draft.Category && product.Price == draft.Price;

    private static ProductSnapshot ToProduct(ProductDraft draft, ProductId id, long version) => new()
    {
        Id = id,
        Sku = draft.Sku,
        Title = draft.Title,
        Author = draft.Author,
        Category = draft.Category,
        Price = draft.Price,
        Version = version,
    };
}
