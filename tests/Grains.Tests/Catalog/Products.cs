using ShopActors.Storage;

namespace ShopActors.Grains.Tests.Catalog;

/// <summary>Products for tests, and their journals without grains.</summary>
internal static class Products
{
    public static ProductDraft Draft(string sku, long price = 500) => new()
    {
        Sku = new(sku),
        Title = $"Title {sku}",
        Author = "Author",
        Category = "Category",
        Price = new(price, Currency.Eur),
    };

    public static ProductSnapshot Of(ProductDraft draft, long version = 1) => new()
    {
        Id = ProductId.For(draft.Sku),
        Sku = draft.Sku,
        Title = draft.Title,
        Author = draft.Author,
        Category = draft.Category,
        Price = draft.Price,
        Version = version,
    };

    /// <summary>Puts a product as its grain on some other silo would.</summary>
    public static async Task<ProductSnapshot> Put(this IJournalStore store, ProductDraft draft)
    {
        var journal = ProductJournals.Of(ProductId.For(draft.Sku));
        var content = await store.ReadAsync(journal);
        var product = Of(draft, content.Version + 1);
        var stored = ProductState.Codec.EncodeEvent(new ProductPut(product) { At = default });
        await store.AppendAsync(
            new(journal, content.Version, content.Writer, JournalWriter.Draw(), [stored], default, WakeUp.Keep)
            {
                List = content.Exists ? null : ProductJournals.List,
            });
        return product;
    }
}
