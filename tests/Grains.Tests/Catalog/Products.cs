using Microsoft.Extensions.Options;
using ShopActors.Storage;

namespace ShopActors.Grains.Tests.Catalog;

/// <summary>Products for tests, and their journals without grains.</summary>
internal static class Products
{
    /// <summary>Compares all that is stored of products.</summary>
    public static IEqualityComparer<ProductSnapshot?> Comparer { get; } =
        EqualityComparer<ProductSnapshot?>.Create((left, right) =>
            left is null || right is null ? ReferenceEquals(left, right) : ProductContent.Equals(left, right));

    public static CatalogCache NewCache(IJournalStore store, TimeProvider time) =>
        new(store, Options.Create(new CatalogOptions()), time);

    public static ProductDraft Draft(string sku, long price = 500) => new()
    {
        Sku = new(sku),
        Title = $"Title {sku}",
        Author = "Author",
        Category = "Category",
        Price = new(price, Currency.Eur),
    };

    public static ProductSnapshot Of(ProductDraft draft, long version = 1) =>
        ProductContent.Fill(null, ProductContent.Normalize(draft)) with { Version = version };

    /// <summary>Puts a product as its grain on some other silo would.</summary>
    public static async Task<ProductSnapshot> Put(this IJournalStore store, ProductDraft draft)
    {
        var journal = ProductJournals.Of(ProductId.For(draft.Sku));
        var content = await store.ReadAsync(journal);
        var product = Of(draft, content.Version + 1);
        var stored = ProductState.Codec.EncodeEvent(new ProductPut(product) { At = DateTimeOffset.UnixEpoch });
        await store.AppendAsync(
            new(journal, content.Version, content.Writer, JournalWriter.Draw(), [stored], default, WakeUp.Keep)
            {
                List = content.Exists ? null : ProductJournals.List,
            });
        return product with { PublishedAt = DateTimeOffset.UnixEpoch };
    }
}
