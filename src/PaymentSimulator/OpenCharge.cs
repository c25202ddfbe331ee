using ShopActors.Storage;

namespace ShopActors.PaymentSimulator;

/// <summary>
/// One payment's record in memory, with the version of its journal. Appends name that version, so a record that another
/// process has changed meanwhile is refused, and read again for the next request.
/// </summary>
internal sealed class OpenCharge(JournalId id, IJournalStore store)
{
    private readonly Lock _turn = new();
    private readonly ChargeRecord _record = new();
    private readonly long _writer = JournalWriter.Draw();
    private long _version;
    private long _lastWriter;

    // The store's generation in which the journal was read.
    private long _generation;
    private Task? _read;
    private Task _newest = Task.CompletedTask;
    private volatile bool _isBroken;

    /// <summary>Whether the record may differ from the journal, so that it must be read again.</summary>
    public bool IsStale => _isBroken || store.Generation != _generation;

    /// <summary>Asks the record and appends the new entry, if any.</summary>
    /// <param name="ask">Returns the answer, and the entry to append.</param>
    /// <param name="generation">The generation in which to ask; null for any.</param>
    /// <param name="isEarly">Whether to answer once the append is ordered, instead of durable.</param>
    /// <returns>The answer; without meaning if the record <see cref="IsStale"/> afterwards.</returns>
    public async Task<T?> RunAsync<T>(
        Func<ChargeRecord, (T Result, LogEntry? New)> ask, long? generation, bool isEarly)
    {
        await ReadAsync().ConfigureAwait(false);
        T result;
        Task newest;
        lock (_turn)
        {
            if (IsStale) return default;
            if (generation is { } wanted && wanted != _generation) throw Void();
            (result, var entry) = ask(_record);
            if (entry is not null)
            {
                _record.Apply(entry);
                _newest = AppendAsync(entry);
            }

            newest = _newest;
        }

        if (!isEarly) await newest.ConfigureAwait(false);
        return result;
    }

    private static JournalStoreException Void() => new(
        JournalStoreFailure.Unavailable, "What the request follows from was not written.");

    private Task ReadAsync()
    {
        lock (_turn)
        {
            return _read ??= ReadNowAsync();
        }
    }

    private async Task ReadNowAsync()
    {
        _generation = store.Generation;
        var content = await store.ReadAsync(id).ConfigureAwait(false);
        (_version, _lastWriter) = (content.Version, content.Writer);
        _record.Apply(content);
    }

    private async Task AppendAsync(LogEntry entry)
    {
        var append = new JournalAppend(
            id, _version, _lastWriter, _writer, [ChargeRecord.Encode(entry)], Snapshot: default, WakeUp.Keep)
        {
            Generation = store.IsOrdered ? _generation : null,
        };
        (_version, _lastWriter) = (append.NewVersion, _writer);
        try
        {
            await store.AppendAsync(append).ConfigureAwait(false);
        }
        catch
        {
            _isBroken = true;
            throw;
        }
    }
}
