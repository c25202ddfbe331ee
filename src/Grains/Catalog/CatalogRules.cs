using System.Collections.Immutable;

namespace ShopActors;

/// <summary>What may happen to the catalogue.</summary>
internal static class CatalogRules
{
    public static Decision<CatalogEvent> Put(
        CatalogState state, Caller caller, ProductDraft draft, long? expectedVersion)
    {
        if (!caller.May(Scopes.CatalogWrite)) return AccessErrors.Forbidden(Scopes.CatalogWrite);
        if (Check(draft) is { } wrong) return wrong;
        var present = state.Find(draft.Sku);

        // What is already there needs no write, so a repeated command is done even if its version is stale by now.
        if (present is not null && Equals(present, draft)) return Decision<CatalogEvent>.DoneBefore;
        var version = present?.Version ?? 0;
        if (expectedVersion is { } expected && expected != version) return CatalogErrors.VersionConflict(version);
        if (present is null && state.Products.Length >= CatalogLimits.ProductsMax) return CatalogErrors.TooManyProducts;
        return new ProductsPut([ToProduct(draft, present)]);
    }

    public static Decision<CatalogEvent> PutMany(
        CatalogState state, Caller caller, ImmutableArray<ProductDraft> drafts, long? expectedVersion)
    {
        if (!caller.May(Scopes.CatalogWrite)) return AccessErrors.Forbidden(Scopes.CatalogWrite);
        if (drafts.Length > CatalogLimits.BatchMax) return CatalogErrors.TooManyProducts;
        foreach (var draft in drafts)
        {
            if (Check(draft) is { } wrong) return wrong;
        }

        if (expectedVersion is { } expected && expected != state.Version)
        {
            return CatalogErrors.VersionConflict(state.Version);
        }

        var put = new Dictionary<Sku, ProductSnapshot>();
        var added = 0;
        foreach (var draft in drafts)
        {
            var present = state.Find(draft.Sku);
            if (present is not null && Equals(present, draft)) continue;
            if (put.TryAdd(draft.Sku, ToProduct(draft, present)))
            {
                added += present is null ? 1 : 0;
                continue;
            }

            return CatalogErrors.Invalid(draft.Sku, "sku");
        }

        if (state.Products.Length + added > CatalogLimits.ProductsMax) return CatalogErrors.TooManyProducts;
        return put.Count == 0 ? Decision<CatalogEvent>.DoneBefore : new ProductsPut([.. put.Values]);
    }

    private static ShopError? Check(ProductDraft draft)
    {
        if (draft.Sku.IsDefault) return CatalogErrors.Invalid(draft.Sku, "sku");
        if (!IsText(draft.Title, CatalogLimits.TextMax)) return CatalogErrors.Invalid(draft.Sku, "title");
        if (!IsText(draft.Author, CatalogLimits.TextMax)) return CatalogErrors.Invalid(draft.Sku, "author");
        if (!IsText(draft.Category, CatalogLimits.CategoryMax)) return CatalogErrors.Invalid(draft.Sku, "category");
        var isPriced = draft.Price.MinorUnits is > 0 and <= CatalogLimits.PriceMax && !draft.Price.Currency.IsDefault;
        return isPriced ? null : CatalogErrors.Invalid(draft.Sku, "price");
    }

    private static bool IsText(string text, int lengthMax) =>
        !string.IsNullOrWhiteSpace(text) && text.Length <= lengthMax && !text.Any(char.IsControl);

    private static bool Equals(ProductSnapshot product, ProductDraft draft) =>
        product.Title == draft.Title && product.Author == draft.Author &&
        product.Category == draft.Category && product.Price == draft.Price;

    private static ProductSnapshot ToProduct(ProductDraft draft, ProductSnapshot? present) => new()
    {
        Id = present?.Id ?? ProductId.For(draft.Sku),
        Sku = draft.Sku,
        Title = draft.Title,
        Author = draft.Author,
        Category = draft.Category,
        Price = draft.Price,
        Version = (present?.Version ?? 0) + 1,
    };
}
