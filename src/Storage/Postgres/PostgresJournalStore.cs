using System.Text;
using Microsoft.Extensions.Logging;

namespace ShopActors.Storage.Postgres;

/// <summary>
/// The journal store that all silos of a cluster share. A process writes appends in batches, each one statement and one
/// commit (<see cref="PostgresWriter"/>); reads are batched as well (<see cref="PostgresReader"/>).
/// <see cref="PostgresErrors"/> translates errors; <see cref="PostgresHighWater"/> detects a server that came back with
/// older data.
/// </summary>
public sealed class PostgresJournalStore : IJournalStore, IOpenableStore, IAsyncDisposable
{
    // Throws on text that cannot be stored: within a batch it would fail the other requests.
    private static readonly UTF8Encoding Strict =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly PostgresConnector _connector;
    private readonly PostgresWriter _writer;
    private readonly PostgresReader _reader;
    private readonly PostgresQueries _queries;

    /// <summary>Creates the store; it connects when it is opened or on first use.</summary>
    public PostgresJournalStore(
        PostgresJournalStoreOptions options, TimeProvider time, ILogger<PostgresJournalStore> log)
    {
        ArgumentNullException.ThrowIfNull(options);
        _connector = new(options, time, log);
        _writer = new(_connector, options, time, log);
        _reader = new(_connector, options);
        _queries = new(_connector);
    }

    /// <inheritdoc/>
    public bool IsOrdered => false;

    /// <inheritdoc/>
    public long Generation => 0;

    /// <inheritdoc/>
    public bool IsShared => true;

    /// <summary>
    /// Connects, checks the server and migrates the tables; throws if the server cannot be reached, its settings are
    /// not safe or its schema is too new.
    /// </summary>
    public Task OpenAsync(CancellationToken cancellationToken) => _connector.MigrateAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask<JournalContent> ReadAsync(JournalId id, CancellationToken cancellationToken = default) =>
        new(ReadAsync(id, isPosition: false, cancellationToken));

    /// <inheritdoc/>
    public async ValueTask<JournalPosition> ReadPositionAsync(
        JournalId id, CancellationToken cancellationToken = default) =>
        (await ReadAsync(id, isPosition: true, cancellationToken).ConfigureAwait(false)).Position;

    /// <inheritdoc/>
    public async ValueTask<long> AppendAsync(JournalAppend append, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(append);
        append.Validate();
        RequireStorable(append.Id.Value);
        if (append.List is { } list) RequireStorable(list);
        cancellationToken.ThrowIfCancellationRequested();
        _connector.HighWater.ThrowIfHalted();
        if (!StorageTraces.IsOn) return await _writer.Enqueue(append, cancellationToken).Task.ConfigureAwait(false);
        return await StorageTraces.AppendAsync(
            "postgres", append, (_writer, cancellationToken),
            static (queue, append) => queue._writer.Enqueue(append, queue.cancellationToken)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<JournalId> ListAsync(
        string prefix, JournalId after = default, CancellationToken cancellationToken = default)
    {
        RequireStorable(prefix);
        return _queries.ListAsync(prefix, after, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ListedJournal>> ReadListAsync(
        string list, long? before, int max, CancellationToken cancellationToken = default)
    {
        RequireStorable(list);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(max);
        return _queries.ReadListAsync(list, before, max, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ListedJournal>> ReadListsAsync(
        string prefix, long? before, int max, CancellationToken cancellationToken = default)
    {
        RequireStorable(prefix);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(max);
        return _queries.ReadListsAsync(prefix, ListPrefix.EndOf(prefix), before, max, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DueJournal>> ReadDueAsync(
        DateTimeOffset now, int max, JournalShare share, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(max);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(share.Count);
        return _queries.ReadDueAsync(now, max, share, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<JournalSweep> DeleteExpiredAsync(
        DateTimeOffset now, long after, int max, JournalShare share, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(max);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(share.Count);
        return _queries.DeleteExpiredAsync(now, after, max, share, cancellationToken);
    }

    /// <inheritdoc/>
    public Task OutboxGrowth => _writer.Growth.Next;

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OutboxEvent>> ReadOutboxAsync(
        long after, int max, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(max);
        return _queries.ReadOutboxAsync(after, max, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<long> ReadOutboxEndAsync(CancellationToken cancellationToken = default) =>
        _queries.ReadOutboxEndAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask<int> TrimOutboxAsync(
        long upTo, DateTimeOffset before, int max, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(max);
        return _queries.TrimOutboxAsync(upTo, before, max, cancellationToken);
    }

    /// <summary>Writes the queued appends, then closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync().ConfigureAwait(false);
        await _reader.DisposeAsync().ConfigureAwait(false);
        await _connector.DisposeAsync().ConfigureAwait(false);
    }

    private Task<JournalContent> ReadAsync(JournalId id, bool isPosition, CancellationToken cancellationToken)
    {
        RequireStorable(id.Value);
        cancellationToken.ThrowIfCancellationRequested();
        _connector.HighWater.ThrowIfHalted();
        return _reader.ReadAsync(id, isPosition, cancellationToken);
    }

    private static void RequireStorable(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("PostgreSQL cannot store NUL characters.");
        }

        _ = Strict.GetByteCount(text);
    }
}
