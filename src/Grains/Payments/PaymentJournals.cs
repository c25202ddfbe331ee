using System.Runtime.CompilerServices;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>Reads payments from their journals, without waking or claiming them.</summary>
internal static class PaymentJournals
{
    public const string Prefix = "payment/";

    public static JournalId IdOf(PaymentId payment) => new(Prefix + payment.Value);

    /// <summary>Every payment, in the ordinal order of ids.</summary>
    public static async IAsyncEnumerable<(PaymentId Id, PaymentState State)> ReadAll(
        IJournalStore store, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var journal in store.List(Prefix, cancellationToken))
        {
            var id = PaymentId.Parse(journal.Value[Prefix.Length..]);
            var content = await store.Read(journal, cancellationToken);
            if (content is not null) yield return (id, Fold(id, content));
        }
    }

    public static async ValueTask<PaymentState?> Read(
        IJournalStore store, PaymentId id, CancellationToken cancellationToken = default)
    {
        var content = await store.Read(IdOf(id), cancellationToken);
        return content is null ? null : Fold(id, content);
    }

    private static PaymentState Fold(PaymentId id, JournalContent content)
    {
        var state = content.Snapshot.IsEmpty
            ? PaymentState.Empty
            : PaymentCodec.Instance.DecodeState(content.Snapshot.Span);
        return content.Events.Aggregate(
            state, (folded, e) => PaymentRules.Apply(folded, PaymentCodec.Instance.DecodeEvent(e.Span), id));
    }
}
