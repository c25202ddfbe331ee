using Microsoft.Data.Sqlite;

namespace ShopActors.Storage.Sqlite;

/// <summary>
/// A connection for reading. It sees committed data, concurrently with the writer and without waiting for it.
/// </summary>
internal sealed class SqliteReader : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteStatement _content;
    private readonly SqliteStatement _ids;
    private readonly SqliteStatement _list;
    private readonly SqliteStatement _lists;
    private readonly SqliteStatement _due;
    private readonly SqliteStatement _expiries;
    private readonly SqliteStatement _outbox;
    private readonly SqliteStatement _outboxEnd;

    public SqliteReader(SqliteDatabase database)
    {
        _connection = database.Connect();
        SqliteSchema.Run(_connection, "PRAGMA query_only = ON");
        SqliteStatement Prepare(string sql) => new(_connection, sql);

        // One statement reads one state of the database, so a journal's row and its appends are consistent.
        _content = Prepare(
            """
            SELECT j.key, j.wake_at, a.number, a.version, a.writer, a.is_snapshot, a.payload, a.checksum, a.sequence
            FROM journal j JOIN append a ON a.journal = j.key
            WHERE j.id = ?1 ORDER BY a.number
            """);
        _ids = Prepare("SELECT id FROM journal WHERE id >= ?1 AND (?2 OR id <> ?1) ORDER BY id LIMIT ?3");
        _list = Prepare("SELECT key, id FROM journal WHERE list = ?1 AND key < ?2 ORDER BY key DESC LIMIT ?3");
        // The signs keep the index of one list out of it: its order is another.
        _lists = Prepare(
            "SELECT key, id FROM journal WHERE +list >= ?1 AND +list < ?2 AND key < ?3 ORDER BY key DESC LIMIT ?4");
        _due = Prepare(
            "SELECT id, wake_at FROM journal WHERE wake_at <= ?1 AND key % ?2 = ?3 ORDER BY wake_at LIMIT ?4");
        _expiries = Prepare(
            "SELECT key, expires_at FROM journal WHERE key > ?1 AND key % ?2 = ?3 ORDER BY key LIMIT ?4");
        _outbox = Prepare("SELECT position, payload, checksum FROM outbox WHERE position > ?1 ORDER BY position");
        _outboxEnd = Prepare("SELECT coalesce(max(position), 0) FROM outbox");
    }

    public JournalContent Read(JournalId id)
    {
        try
        {
            if (!_content.Bind(1, id.Value).Step()) return JournalContent.Empty;

            var key = _content.Long(0);
            DateTimeOffset? wakeAt = _content.LongOrNull(1) is { } time
                ? DateTimeOffset.FromUnixTimeMilliseconds(time)
                : null;
            var content = new JournalContent(0, 0, 0, default, [], wakeAt);
            var events = new List<ReadOnlyMemory<byte>>();
            var number = _content.Long(2);
            if (number != 1 && _content.Long(5) == 0) throw Damaged(id, "its beginning is missing");
            do
            {
                if (_content.Long(2) != number++) throw Damaged(id, "an append is missing");
                content = Add(id, key, content, events);
            }
            while (_content.Step());

            return content with { Events = events };
        }
        finally
        {
            _content.Reset();
        }
    }

    public List<JournalId> Ids(string from, bool includesFrom, int max) => _ids
        .Bind(1, from).Bind(2, includesFrom ? 1 : 0).Bind(3, max)
        .Rows(static row => new JournalId(row.Text(0)));

    public List<ListedJournal> List(string list, long before, int max) => _list
        .Bind(1, list).Bind(2, before).Bind(3, max)
        .Rows(static row => new ListedJournal(row.Long(0), new(row.Text(1))));

    public List<ListedJournal> Lists(string from, string to, long before, int max) => _lists
        .Bind(1, from).Bind(2, to).Bind(3, before).Bind(4, max)
        .Rows(static row => new ListedJournal(row.Long(0), new(row.Text(1))));

    public List<DueJournal> Due(DateTimeOffset now, int max, JournalShare share) => _due
        .Bind(1, now.ToUnixTimeMilliseconds()).Bind(2, share.Count).Bind(3, share.Index).Bind(4, max)
        .Rows(static row => new DueJournal(new(row.Text(0)), DateTimeOffset.FromUnixTimeMilliseconds(row.Long(1))));

    public List<(long Key, long? ExpiresAt)> Expiries(long after, int max, JournalShare share) => _expiries
        .Bind(1, after).Bind(2, share.Count).Bind(3, share.Index).Bind(4, max)
        .Rows(static row => (row.Long(0), row.LongOrNull(1)));

    public long OutboxEnd() => _outboxEnd.Rows(static row => row.Long(0))[0];

    public List<OutboxEvent> Outbox(long after, int max)
    {
        var events = new List<OutboxEvent>();
        var row = new List<ReadOnlyMemory<byte>>();
        try
        {
            _outbox.Bind(1, after);
            while (events.Count < max && _outbox.Step())
            {
                ReadOnlyMemory<byte> payload = _outbox.Utf8(1).ToArray();
                var last = _outbox.Long(0);
                if (AppendChecksum.OfOutbox(last, payload.Span) != _outbox.Long(2))
                {
                    throw new JournalStoreException(
                        JournalStoreFailure.Corrupt, $"The outbox is damaged: the checksum of row {last} is wrong.");
                }

                row.Clear();
                AppendPayload.Split(payload, row);

                // The first row may begin before the position.
                var first = last - row.Count + 1;
                for (var i = (int)Math.Max(0, after + 1 - first); i < row.Count && events.Count < max; i++)
                {
                    events.Add(new(first + i, row[i]));
                }
            }

            return events;
        }
        finally
        {
            _outbox.Reset();
        }
    }

    public void Dispose()
    {
        foreach (var statement in (SqliteStatement[])
            [_content, _ids, _list, _lists, _due, _expiries, _outbox, _outboxEnd])
        {
            statement.Dispose();
        }

        _connection.Dispose();
    }

    /// <summary>Adds the append in the current row to the content, after checking it.</summary>
    private JournalContent Add(JournalId id, long key, JournalContent content, List<ReadOnlyMemory<byte>> events)
    {
        var (number, version, writer) = (_content.Long(2), _content.Long(3), _content.Long(4));
        var head = new JournalHead(key, number, version, writer, null, null, null, _content.Long(8));
        ReadOnlyMemory<byte> payload = _content.Utf8(6).ToArray();
        var isSnapshot = _content.Long(5) != 0;
        if (AppendChecksum.Of(head, isSnapshot, payload.Span) != _content.Long(7))
        {
            throw Damaged(id, $"the checksum of append {number} is wrong");
        }

        content = content with { Version = version, Writer = writer, Sequence = head.Sequence };
        if (isSnapshot) return content with { SnapshotVersion = version, Snapshot = payload };

        AppendPayload.Split(payload, events);
        return version == content.SnapshotVersion + events.Count
            ? content
            : throw Damaged(id, $"append {number} does not have the number of events that its version implies");
    }

    private static JournalStoreException Damaged(JournalId id, string what) =>
        new(JournalStoreFailure.Corrupt, $"Journal '{id}' is damaged: {what}.");
}
