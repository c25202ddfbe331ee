using ShopActors.Storage;

namespace ShopActors;

/// <summary>Reads the stock of a SKU from its journal, without waking or claiming it.</summary>
internal static class StockJournals
{
    private static readonly JournalCodec<StockState, StockEvent> Codec =
        new(StockJson.Default.StockState, StockJson.Default.StockEvent);

    public static StockState Fold(Sku sku, JournalContent content)
    {
        var state = content.Snapshot.IsEmpty ? new StockState(sku) : Codec.DecodeState(content.Snapshot.Span);
        return content.Events.Aggregate(state, (folded, e) => folded.Apply(Codec.DecodeEvent(e.Span)));
    }
}
