using System.Runtime.CompilerServices;
using BitFaster.Caching.Lru;
using ShopActors.Storage;

namespace ShopActors.PaymentSimulator;

/// <summary>
/// The provider's books: one journal for each payment (docs/adr/0029-the-simulators-books-are-journals.md). Keeps the
/// latest payments in memory.
/// </summary>
/// <param name="store">The journals; in a shop's process those of the shop.</param>
/// <param name="answersEarly">
/// Whether an answer may leave before it is durable, because whatever acts on it writes to the same ordered store.
/// </param>
internal sealed class SimulatorBooks(IJournalStore store, bool answersEarly)
{
    private const string Prefix = "simulated-charge/";
    private const int OpenMax = 4096;

    private readonly ConcurrentLru<string, OpenCharge> _open = new(OpenMax);

    /// <summary>
    /// Asks a payment's record, and appends the new entry, if any. Completes once the answer is durable, or ordered if
    /// that is enough.
    /// </summary>
    /// <param name="payment">The payment.</param>
    /// <param name="ask">
    /// Returns the answer, and the entry to append. Called again if the record was not that of the journal any more.
    /// </param>
    /// <param name="generation">
    /// The store's generation in which to ask, because the request follows from something that is only ordered in it;
    /// null for any.
    /// </param>
    /// <exception cref="JournalStoreException">The journal could not be read or written.</exception>
    public async Task<T> RunAsync<T>(
        string payment, Func<ChargeRecord, (T Result, LogEntry? New)> ask, long? generation = null)
    {
        var isEarly = answersEarly && store.IsOrdered;
        while (true)
        {
            var charge = _open.GetOrAdd(payment, static (payment, store) => new(Of(payment), store), store);
            try
            {
                var result = await charge.RunAsync(ask, generation, isEarly).ConfigureAwait(false);
                if (!charge.IsStale) return result!;
            }
            catch
            {
                Forget(payment, charge);
                throw;
            }

            Forget(payment, charge);
        }
    }

    /// <summary>Reads the records that are durable, in ordinal order of the payments.</summary>
    /// <param name="after">The payment after which to begin; null for the first.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public async IAsyncEnumerable<ChargeRecord> ReadAsync(
        string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var journals = store.ListAsync(Prefix, string.IsNullOrEmpty(after) ? default : Of(after), cancellationToken);
        await foreach (var id in journals.ConfigureAwait(false))
        {
            var record = new ChargeRecord();
            record.Apply(await store.ReadAsync(id, cancellationToken).ConfigureAwait(false));
            yield return record;
        }
    }

    private static JournalId Of(string payment) => new(Prefix + payment);

    private void Forget(string payment, OpenCharge charge) =>
        _open.TryRemove(new KeyValuePair<string, OpenCharge>(payment, charge));
}
