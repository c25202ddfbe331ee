using System.Buffers;
using Microsoft.Data.Sqlite;

namespace ShopActors.Storage.Sqlite;

/// <summary>
/// The writing side of the outbox: the events of one commit are one row, whose key is the position of its last event.
/// Used by the writer's thread.
/// </summary>
internal sealed class SqliteOutbox : IDisposable
{
    private readonly ArrayBufferWriter<byte> _payload = new(4096);
    private readonly SqliteStatement _add;
    private readonly SqliteStatement _trim;

    // The position of the last durable event, and the number of events of the open transaction.
    private long _end;
    private int _pending;

    public SqliteOutbox(SqliteConnection connection)
    {
        _add = new(connection, "INSERT INTO outbox(position, at, payload, checksum) VALUES (?1, ?2, ?3, ?4)");
        _trim = new(
            connection,
            """
            DELETE FROM outbox WHERE position IN
                (SELECT position FROM outbox WHERE position <= ?1 AND at < ?2 ORDER BY position LIMIT ?3)
            AND position < (SELECT max(position) FROM outbox)
            """);
        using var end = new SqliteStatement(connection, "SELECT coalesce(max(position), 0) FROM outbox");
        _end = end.Rows(static row => row.Long(0))[0];
    }

    /// <summary>Completes at the next commit with events.</summary>
    public OutboxGrowth Growth { get; } = new();

    /// <summary>Adds events of an append to the row of the open transaction.</summary>
    public void Add(IReadOnlyList<ReadOnlyMemory<byte>> events)
    {
        // For, not foreach: most lists are empty, and an enumerator would be allocated.
        for (var i = 0; i < events.Count; i++)
        {
            _payload.Write(_pending == 0 ? "["u8 : ","u8);
            _payload.Write(events[i].Span);
            _pending++;
        }
    }

    /// <summary>Writes the row of the open transaction.</summary>
    public void Write(DateTimeOffset now)
    {
        if (_pending == 0) return;

        _payload.Write("]"u8);
        var position = _end + _pending;
        _add.Bind(1, position).Bind(2, now.ToUnixTimeMilliseconds()).BindText(3, _payload.WrittenSpan)
            .Bind(4, AppendChecksum.OfOutbox(position, _payload.WrittenSpan)).Run();
    }

    public void Committed()
    {
        if (_pending == 0) return;

        _end += _pending;
        Clear();
        Growth.Signal();
    }

    /// <summary>Forgets the events of a transaction that was rolled back.</summary>
    public void Clear()
    {
        _pending = 0;
        _payload.ResetWrittenCount();
    }

    public int Trim(long upTo, DateTimeOffset before, int max) =>
        _trim.Bind(1, upTo).Bind(2, before.ToUnixTimeMilliseconds()).Bind(3, max).Run();

    public void Dispose()
    {
        _add.Dispose();
        _trim.Dispose();
    }
}
