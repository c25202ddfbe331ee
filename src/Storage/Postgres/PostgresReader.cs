using System.Threading.Channels;
using Npgsql;
using NpgsqlTypes;

namespace ShopActors.Storage.Postgres;

/// <summary>
/// Reads journals, or only their positions, in batches: requests that arrive while all readers are busy share the next
/// statement. One statement sees one state of the tables, so a journal, its snapshot and its events are consistent.
/// </summary>
internal sealed class PostgresReader : IAsyncDisposable
{
    // Subqueries, so that each is planned as one index look-up whatever the tables' sizes. A position has null for its
    // events; a journal without events has an empty array.
    private const string Sql =
        """
        select j.id, j.version, j.writer, j.wake_at,
            (select s.version from shop.snapshots s where s.journal = j.key),
            (select s.payload from shop.snapshots s where s.journal = j.key),
            array(select e.payload from shop.events e where e.journal = j.key order by e.version),
            j.sequence
        from shop.journals j where j.id = any($1)
        union all
        select j.id, j.version, j.writer, null, null, null, null, 0 from shop.journals j where j.id = any($2)
        """;

    // More than the number of activations that start, or answer without an append, on one silo at a time.
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

    /// <summary>Reads a journal, or its position alone: a content without snapshot and events.</summary>
    public Task<JournalContent> ReadAsync(JournalId id, bool isPosition, CancellationToken cancellationToken)
    {
        var pending = new PendingRead(id, isPosition);
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
        Dictionary<(string, bool), JournalContent> found;
        try
        {
            string[] whole = [.. batch.Where(static read => !read.IsPosition).Select(static read => read.Id.Value)];
            string[] positions = [.. batch.Where(static read => read.IsPosition).Select(static read => read.Id.Value)];
            found = await _connector.RunAsync(
                connection => ReadAsync(connection, whole, positions), CancellationToken.None).ConfigureAwait(false);
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
            Complete(read, found.GetValueOrDefault((read.Id.Value, read.IsPosition), JournalContent.Empty));
        }
    }

    private static async Task<Dictionary<(string, bool), JournalContent>> ReadAsync(
        NpgsqlConnection connection, string[] whole, string[] positions)
    {
        var found = new Dictionary<(string, bool), JournalContent>();
        using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Add(Ids(whole));
        command.Parameters.Add(Ids(positions));

        // Takes a round trip only if this connection has not prepared it yet.
        await command.PrepareAsync().ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync().ConfigureAwait(false))
            {
                var isPosition = reader.IsDBNull(6);
                found.Add((reader.GetString(0), isPosition), isPosition ? PositionOf(reader) : ContentOf(reader));
            }
        }

        return found;
    }

    private static NpgsqlParameter<string[]> Ids(string[] ids) =>
        new() { TypedValue = ids, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };

    private static JournalContent PositionOf(NpgsqlDataReader row) =>
        JournalContent.Empty with { Version = row.GetInt64(1), Writer = row.GetInt64(2) };

    private static JournalContent ContentOf(NpgsqlDataReader row) => new(
        row.GetInt64(1),
        row.GetInt64(2),
        row.IsDBNull(4) ? 0 : row.GetInt64(4),
        row.IsDBNull(5) ? default(ReadOnlyMemory<byte>) : row.GetFieldValue<byte[]>(5),
        [.. row.GetFieldValue<byte[][]>(6).Select(static e => (ReadOnlyMemory<byte>)e)],
        row.IsDBNull(3) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)))
    {
        Sequence = row.GetInt64(7),
    };

    private static void Complete(PendingRead read, JournalContent content)
    {
        if (read.IsPosition || content.Version == content.SnapshotVersion + content.Events.Count)
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
