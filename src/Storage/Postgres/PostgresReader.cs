using System.Threading.Channels;
using Npgsql;
using NpgsqlTypes;

namespace ShopActors.Storage.Postgres;

/// <summary>
/// Reads journals in batches: requests that arrive while all readers are busy share the next statement. One statement
/// sees one state of the tables, so a journal, its snapshot and its events are consistent.
/// </summary>
internal sealed class PostgresReader : IAsyncDisposable
{
    // Subqueries, so that each is planned as one index look-up whatever the tables' sizes.
    private const string Sql =
        """
        select j.id, j.version, j.writer, j.wake_at,
            (select s.version from shop.snapshots s where s.journal = j.key),
            (select s.payload from shop.snapshots s where s.journal = j.key),
            array(select e.payload from shop.events e where e.journal = j.key order by e.version),
            j.sequence
        from shop.journals j where j.id = any($1)
        """;

    // More than the number of activations that start on one silo at a time.
    private const int Capacity = 1 << 16;

    private readonly PostgresConnector _connector;
    private readonly int _batchMax;
    private readonly Channel<PendingRead> _queue = Channel.CreateBounded<PendingRead>(Capacity);
    private readonly Task _loops;
    private volatile bool _isClosed;

    public PostgresReader(PostgresConnector connector, PostgresJournalStoreOptions options)
    {
        (_connector, _batchMax) = (connector, options.BatchMax);
        _loops = Task.WhenAll(Enumerable.Range(0, options.ReadersMax).Select(_ => RunAsync()));
    }

    public Task<JournalContent> ReadAsync(JournalId id, CancellationToken cancellationToken)
    {
        var pending = new PendingRead(id);
        if (!_queue.Writer.TryWrite(pending))
        {
            throw _isClosed
                ? new JournalStoreException(JournalStoreFailure.Closed, "The journal store is closed.")
                : new JournalStoreException(JournalStoreFailure.Unavailable, "Too many reads wait for PostgreSQL.");
        }

        return cancellationToken.CanBeCanceled ? pending.Task.WaitAsync(cancellationToken) : pending.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _isClosed = true;
        _queue.Writer.TryComplete();
        await _loops.ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        // Not on the scheduler of an activation, which may be the first user of the store.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        while (await TakeAsync().ConfigureAwait(false) is { } first)
        {
            var batch = new List<PendingRead> { first };
            while (batch.Count < _batchMax && _queue.Reader.TryRead(out var next))
            {
                batch.Add(next);
            }

            await ReadAsync(batch).ConfigureAwait(false);
        }
    }

    // Wakes one reader per request; waiting for "something to read" would wake all. Null once the queue is closed.
    private async ValueTask<PendingRead?> TakeAsync()
    {
        try
        {
            return await _queue.Reader.ReadAsync().ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            return null;
        }
    }

    private async Task ReadAsync(List<PendingRead> batch)
    {
        Dictionary<string, JournalContent> found;
        try
        {
            string[] ids = [.. batch.Select(static read => read.Id.Value)];
            found = await _connector.RunAsync(
                connection => ReadAsync(connection, ids), CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) // On any error: no caller may be left waiting.
        {
            var failure = PostgresErrors.Translate(e, JournalStoreFailure.Unavailable);

            // These requests have waited as long as the batch, and would wait as long again.
            while (failure.Failure == JournalStoreFailure.Unavailable && _queue.Reader.TryRead(out var next))
            {
                batch.Add(next);
            }

            batch.ForEach(read => read.TrySetException(new JournalStoreException(failure.Failure, failure.Message)));
            return;
        }

        foreach (var read in batch)
        {
            Complete(read, found.GetValueOrDefault(read.Id.Value, JournalContent.Empty));
        }
    }

    private static async Task<Dictionary<string, JournalContent>> ReadAsync(
        NpgsqlConnection connection, string[] ids)
    {
        var found = new Dictionary<string, JournalContent>();
        using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Add(
            new NpgsqlParameter<string[]> { TypedValue = ids, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });

        // Takes a round trip only if this connection has not prepared it yet.
        await command.PrepareAsync().ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync().ConfigureAwait(false))
            {
                found.Add(reader.GetString(0), new(
                    reader.GetInt64(1),
                    reader.GetInt64(2),
                    reader.IsDBNull(4) ? 0 : reader.GetInt64(4),
                    reader.IsDBNull(5) ? default(ReadOnlyMemory<byte>) : reader.GetFieldValue<byte[]>(5),
                    [.. reader.GetFieldValue<byte[][]>(6).Select(static e => (ReadOnlyMemory<byte>)e)],
                    reader.IsDBNull(3) ? null : DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(3)))
                {
                    Sequence = reader.GetInt64(7),
                });
            }
        }

        return found;
    }

    private static void Complete(PendingRead read, JournalContent content)
    {
        if (content.Version == content.SnapshotVersion + content.Events.Count)
        {
            read.TrySetResult(content);
            return;
        }

        read.TrySetException(new JournalStoreException(
            JournalStoreFailure.Corrupt,
            $"Journal '{read.Id}' is at version {content.Version}, but has {content.Events.Count} events after its "
            + $"snapshot of version {content.SnapshotVersion}."));
    }
}
