using System.Buffers;
using Microsoft.Data.Sqlite;

namespace ShopActors.Storage.Sqlite;

/// <summary>
/// The statements that change journals, on the writer's connection. An append is one inserted row; the journal's own
/// row changes only with its wake-up, its expiry or its list.
/// </summary>
internal sealed class SqliteAppends : IDisposable
{
    private readonly SqliteOutbox _outbox;
    private readonly JournalHeads _heads = new();
    private readonly ArrayBufferWriter<byte> _payload = new(4096);
    private readonly SqliteStatement _find;
    private readonly SqliteStatement _create;
    private readonly SqliteStatement _setExpiry;
    private readonly SqliteStatement _setWakeUp;
    private readonly SqliteStatement _setList;
    private readonly SqliteStatement _add;
    private readonly SqliteStatement _dropBefore;
    private readonly SqliteStatement _findExpired;
    private readonly SqliteStatement[] _deletes;

    public SqliteAppends(SqliteConnection connection, SqliteOutbox outbox)
    {
        _outbox = outbox;
        SqliteStatement Prepare(string sql) => new(connection, sql);
        _find = Prepare(
            """
            SELECT j.key, a.number, a.version, a.writer, j.wake_at, j.expires_at, j.list, a.sequence
            FROM journal j JOIN append a ON a.journal = j.key
            WHERE j.id = ?1 ORDER BY a.number DESC LIMIT 1
            """);
        _create = Prepare("INSERT OR IGNORE INTO journal(id, wake_at, expires_at, list) VALUES (?1, ?2, ?3, ?4)");

        // One statement per column, so that only the affected index is updated.
        _setExpiry = Prepare("UPDATE journal SET expires_at = ?2 WHERE key = ?1");
        _setWakeUp = Prepare("UPDATE journal SET wake_at = ?2 WHERE key = ?1");
        _setList = Prepare("UPDATE journal SET list = ?2 WHERE key = ?1");
        _add = Prepare(
            """
            INSERT INTO append(journal, number, version, writer, is_snapshot, payload, checksum, sequence)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
            """);
        _dropBefore = Prepare("DELETE FROM append WHERE journal = ?1 AND number < ?2");
        _findExpired = Prepare("SELECT 1 FROM journal WHERE key = ?1 AND expires_at <= ?2");
        _deletes = [Prepare("DELETE FROM journal WHERE key = ?1"), Prepare("DELETE FROM append WHERE journal = ?1")];
    }

    /// <summary>
    /// Applies an append in the open transaction; false if the journal's version or writer is not as expected.
    /// </summary>
    public bool TryApply(JournalAppend append)
    {
        var id = append.Id.Value;
        if (!_heads.TryGet(id, out var head) && append.ExpectedWriter != 0) head = Find(id);
        if (append.ExpectedVersion != head.Version || append.ExpectedWriter != head.Writer) return false;

        var next = new JournalHead(
            head.Key,
            head.Number + 1,
            append.NewVersion,
            append.Writer,
            append.WakeUp.IsKeep ? head.WakeAt : append.WakeUp.Time?.ToUnixTimeMilliseconds(),
            append.ExpiresAt?.ToUnixTimeMilliseconds() ?? head.ExpiresAt,
            append.List ?? head.List,
            append.Sequence);
        if (head.Key != 0) Update(head, next);
        else if (!TryCreate(id, ref next)) return false;

        Add(next, append);
        _outbox.Add(append.Outgoing);
        _heads.Set(id, next);
        return true;
    }

    /// <summary>Deletes an expired journal; false if it has not expired, or no longer.</summary>
    public bool TryDelete(long key, DateTimeOffset now)
    {
        var isExpired = _findExpired.Bind(1, key).Bind(2, now.ToUnixTimeMilliseconds()).Step();
        _findExpired.Reset();
        if (!isExpired) return false;

        foreach (var delete in _deletes) delete.Bind(1, key).Run();
        _heads.Clear();
        return true;
    }

    /// <summary>Drops the cached rows of a transaction that was rolled back.</summary>
    public void Forget() => _heads.Clear();

    public void Dispose()
    {
        foreach (var statement in (SqliteStatement[])
            [_find, _create, _setExpiry, _setWakeUp, _setList, _add, _dropBefore, _findExpired, .. _deletes])
        {
            statement.Dispose();
        }
    }

    private JournalHead Find(string id)
    {
        try
        {
            return _find.Bind(1, id).Step()
                ? new(
                    _find.Long(0), _find.Long(1), _find.Long(2), _find.Long(3), _find.LongOrNull(4),
                    _find.LongOrNull(5),
                    _find.TextOrNull(6), _find.Long(7))
                : default;
        }
        finally
        {
            _find.Reset();
        }
    }

    /// <summary>Creates the row of a new journal; false if there is one.</summary>
    private bool TryCreate(string id, ref JournalHead head)
    {
        if (_create.Bind(1, id).Bind(2, head.WakeAt).Bind(3, head.ExpiresAt).Bind(4, head.List).Run() == 0)
        {
            return false;
        }

        head = head with { Key = _create.LastKey };
        return true;
    }

    private void Update(JournalHead before, JournalHead head)
    {
        if (head.ExpiresAt != before.ExpiresAt) _setExpiry.Bind(1, head.Key).Bind(2, head.ExpiresAt).Run();
        if (head.WakeAt != before.WakeAt) _setWakeUp.Bind(1, head.Key).Bind(2, head.WakeAt).Run();
        if (head.List != before.List) _setList.Bind(1, head.Key).Bind(2, head.List).Run();
    }

    private void Add(JournalHead head, JournalAppend append)
    {
        var isSnapshot = !append.Snapshot.IsEmpty;
        var payload = isSnapshot ? append.Snapshot.Span : AppendPayload.Join(append.Events, _payload);
        _add.Bind(1, head.Key).Bind(2, head.Number).Bind(3, head.Version).Bind(4, head.Writer)
            .Bind(5, isSnapshot ? 1 : 0)
            .BindText(6, payload)
            .Bind(7, AppendChecksum.Of(head, isSnapshot, payload))
            .Bind(8, head.Sequence)
            .Run();
        if (isSnapshot) _dropBefore.Bind(1, head.Key).Bind(2, head.Number).Run();
    }
}
