using System.Runtime.CompilerServices;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>Reads orders from their journals, one at a time, without waking or claiming them.</summary>
internal static class OrderJournals
{
    public const string Prefix = "order/";

    public static async IAsyncEnumerable<(OrderId Id, OrderState State)> ReadAll(
        IJournalStore store, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var journal in store.List(Prefix, cancellationToken))
        {
            var content = await store.Read(journal, cancellationToken);
            if (content is not null) yield return (OrderId.Parse(journal.Value[Prefix.Length..]), Fold(content));
        }
    }

    public static OrderState Fold(JournalContent content)
    {
        var state = content.Snapshot.IsEmpty ? OrderState.Empty : OrderCodec.Instance.DecodeState(content.Snapshot.Span);
        return content.Events.Aggregate(
            state, (folded, e) => OrderRules.Apply(folded, OrderCodec.Instance.DecodeEvent(e.Span)));
    }
}
