using ShopActors.Storage;

namespace ShopActors;

/// <summary>The journals of products, and how to read one without activating its grain.</summary>
internal static class ProductJournals
{
    /// <summary>The grain type, which is also the prefix of the journals' ids.</summary>
    public const string GrainType = "product";

    /// <summary>The list of all products' journals.</summary>
    public const string List = "catalog";

    private const string Prefix = GrainType + "/";

    public static JournalId Of(ProductId product) => new(Prefix + product.Value);

    public static ProductId ToProduct(JournalId journal) => ProductId.Parse(journal.Value[Prefix.Length..]);

    /// <summary>Returns the product as it is durable now; null if there is none.</summary>
    public static async ValueTask<ProductSnapshot?> ReadAsync(
        IJournalStore store, ProductId product, CancellationToken cancellationToken = default)
    {
        var content = await store.ReadAsync(Of(product), cancellationToken).ConfigureAwait(false);
        return content.ToState<ProductState, ProductEvent>(product.Value).Product;
    }
}
