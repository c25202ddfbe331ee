using ShopActors.Storage;

namespace ShopActors;

/// <summary>The journals of stock, and how to read one without activating its grain.</summary>
internal static class StockJournals
{
    /// <summary>The grain type, which is also the prefix of the journals' ids.</summary>
    public const string GrainType = "stock";

    /// <summary>Returns the stock as it is durable now; not open if there is none.</summary>
    public static async ValueTask<StockState> ReadAsync(
        IJournalStore store, Sku sku, CancellationToken cancellationToken = default)
    {
        var content = await store.ReadAsync(new($"{GrainType}/{sku}"), cancellationToken).ConfigureAwait(false);
        return content.ToState<StockState, StockEvent>(sku.Value);
    }
}
