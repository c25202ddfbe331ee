using System.Data;
using Npgsql;
using NpgsqlTypes;

namespace ShopActors.Storage.Postgres;

/// <summary>
/// The prepared statement that appends a batch, and its parameters, which are refilled for every batch. It is a
/// transaction of its own: one round trip, one commit and one sync for the whole batch.
/// <para>
/// All parts of the statement see the tables as they were at its start and change different rows: an append with a
/// snapshot adds no events, so it never deletes a row that another part inserts.
/// </para>
/// <para>
/// "between x and x" is an equality that the planner can only turn into one index look-up per input row. Rows are
/// therefore locked in input order, which is sorted: two silos that write to the same journals lock them in the same
/// order and cannot deadlock. Inserts, which wait for the inserts of others, come after all updates.
/// </para>
/// </summary>
internal sealed class AppendStatement : IAsyncDisposable
{
    private const string Sql =
        """
        with input as materialized (
            select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9) with ordinality
                as i (id, expected_version, expected_writer, version, writer, sets_wake, wake_at, expires_at, sequence,
                    n)),
        updated as (
            update shop.journals j
            set version = i.version, writer = i.writer, sequence = i.sequence,
                wake_at = case when i.sets_wake then i.wake_at else j.wake_at end,
                expires_at = coalesce(i.expires_at, j.expires_at)
            from input i
            where j.id between i.id and i.id and j.version = i.expected_version and j.writer = i.expected_writer
            returning i.n, j.key),
        inserted as (
            insert into shop.journals (id, version, writer, wake_at, expires_at, sequence)
            select id, version, writer, wake_at, expires_at, sequence from input
            where expected_version = 0 and expected_writer = 0 and (select count(*) from updated) >= 0
            on conflict (id) do nothing
            returning id, key),
        taken as materialized (
            select n, key from updated
            union all
            select i.n, a.key from inserted a join input i on i.id = a.id),
        new_events as (
            insert into shop.events (journal, version, payload)
            select t.key, e.version, e.payload
            from unnest($10, $11, $12) as e (n, version, payload) join taken t on t.n = e.n),
        new_snapshots as (
            insert into shop.snapshots as s (journal, version, payload)
            select t.key, p.version, p.payload
            from unnest($13, $14, $15) as p (n, version, payload) join taken t on t.n = p.n
            on conflict (journal) do update set version = excluded.version, payload = excluded.payload
            returning s.journal, s.version),
        old_events as (
            delete from shop.events e using new_snapshots s
            where e.journal between s.journal and s.journal and e.version <= s.version),
        new_list_entries as (
            insert into shop.lists as c (journal, list)
            select t.key, l.list from unnest($16, $17) as l (n, list) join taken t on t.n = l.n
            on conflict (journal) do update set list = excluded.list where c.list <> excluded.list),
        outgoing as (
            insert into shop.outbox (position, at, payload)
            select ((pg_current_xact_id()::text::bigint + (select outbox_offset from shop.meta)) << 20)
                + row_number() over (order by o.i), $20, o.payload
            from unnest($18, $19) with ordinality as o (n, payload, i) join taken t on t.n = o.n)
        select n, pg_current_wal_insert_lsn(), pg_current_xact_id() from taken
        """;

    private readonly NpgsqlCommand _command;

    // One element per append.
    private readonly List<string> _ids;
    private readonly List<long> _expectedVersions;
    private readonly List<long> _expectedWriters;
    private readonly List<long> _versions;
    private readonly List<long> _writers;
    private readonly List<bool> _setsWake;
    private readonly List<long?> _wakeAt;
    private readonly List<long?> _expiresAt;
    private readonly List<long> _sequences;

    // One element per event, snapshot, list and outgoing event; the first array of each holds the number of its append,
    // from 1.
    private readonly List<long> _eventAppends;
    private readonly List<long> _eventVersions;
    private readonly List<ReadOnlyMemory<byte>> _events;
    private readonly List<long> _snapshotAppends;
    private readonly List<long> _snapshotVersions;
    private readonly List<ReadOnlyMemory<byte>> _snapshots;
    private readonly List<long> _listAppends;
    private readonly List<string> _lists;
    private readonly List<long> _outgoingAppends;
    private readonly List<ReadOnlyMemory<byte>> _outgoing;
    private readonly NpgsqlParameter<long> _now;

    // Set while a batch is running.
    private bool _isDoubtful;

    private AppendStatement(NpgsqlConnection connection)
    {
        Connection = connection;
        connection.Notice += OnNotice;
        _command = new NpgsqlCommand(Sql, connection);
        _ids = Add<string>(NpgsqlDbType.Text);
        _expectedVersions = Add<long>(NpgsqlDbType.Bigint);
        _expectedWriters = Add<long>(NpgsqlDbType.Bigint);
        _versions = Add<long>(NpgsqlDbType.Bigint);
        _writers = Add<long>(NpgsqlDbType.Bigint);
        _setsWake = Add<bool>(NpgsqlDbType.Boolean);
        _wakeAt = Add<long?>(NpgsqlDbType.Bigint);
        _expiresAt = Add<long?>(NpgsqlDbType.Bigint);
        _sequences = Add<long>(NpgsqlDbType.Bigint);
        _eventAppends = Add<long>(NpgsqlDbType.Bigint);
        _eventVersions = Add<long>(NpgsqlDbType.Bigint);
        _events = Add<ReadOnlyMemory<byte>>(NpgsqlDbType.Bytea);
        _snapshotAppends = Add<long>(NpgsqlDbType.Bigint);
        _snapshotVersions = Add<long>(NpgsqlDbType.Bigint);
        _snapshots = Add<ReadOnlyMemory<byte>>(NpgsqlDbType.Bytea);
        _listAppends = Add<long>(NpgsqlDbType.Bigint);
        _lists = Add<string>(NpgsqlDbType.Text);
        _outgoingAppends = Add<long>(NpgsqlDbType.Bigint);
        _outgoing = Add<ReadOnlyMemory<byte>>(NpgsqlDbType.Bytea);
        _now = new() { NpgsqlDbType = NpgsqlDbType.Bigint };
        _command.Parameters.Add(_now);
    }

    public NpgsqlConnection Connection { get; }

    public bool IsOpen => Connection.State == ConnectionState.Open;

    public static async Task<AppendStatement> PrepareAsync(NpgsqlConnection connection)
    {
        var statement = new AppendStatement(connection);
        await statement._command.PrepareAsync().ConfigureAwait(false);
        return statement;
    }

    /// <summary>Writes a batch that is sorted by id and holds each journal once.</summary>
    public async Task<AppendOutcome> ExecuteAsync(List<PendingAppend> batch, DateTimeOffset now)
    {
        Fill(batch);
        _now.TypedValue = now.ToUnixTimeMilliseconds();
        _isDoubtful = false;
        var taken = new bool[batch.Count];
        var (position, transaction) = (0UL, 0UL);
        var reader = await _command.ExecuteReaderAsync().ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync().ConfigureAwait(false))
            {
                taken[reader.GetInt64(0) - 1] = true;
                position = (ulong)reader.GetFieldValue<NpgsqlLogSequenceNumber>(1);
                transaction = reader.GetFieldValue<ulong>(2);
            }

            // The rows arrive before the commit. Read its outcome here: disposing the reader would swallow an error.
            await reader.NextResultAsync().ConfigureAwait(false);
        }

        return !_isDoubtful
            ? new(taken, position, transaction)
            : throw new JournalStoreException(
                JournalStoreFailure.OutcomeUnknown, "The appends were committed, but perhaps not on a standby.");
    }

    public ValueTask DisposeAsync()
    {
        Connection.Notice -= OnNotice;
        return _command.DisposeAsync();
    }

    // An operator has cancelled the wait for a synchronous standby: PostgreSQL then reports success, with a warning.
    private void OnNotice(object sender, NpgsqlNoticeEventArgs e) =>
        _isDoubtful |= e.Notice.Routine == "SyncRepWaitForLSN";

    private List<T> Add<T>(NpgsqlDbType type)
    {
        var values = new List<T>();
        _command.Parameters.Add(
            new NpgsqlParameter<List<T>> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type });
        return values;
    }

    private void Fill(List<PendingAppend> batch)
    {
        Clear();
        for (var n = 1; n <= batch.Count; n++)
        {
            var append = batch[n - 1].Append;
            _ids.Add(append.Id.Value);
            _expectedVersions.Add(append.ExpectedVersion);
            _expectedWriters.Add(append.ExpectedWriter);
            _versions.Add(append.NewVersion);
            _writers.Add(append.Writer);
            _setsWake.Add(!append.WakeUp.IsKeep);
            _wakeAt.Add(append.WakeUp.Time?.ToUnixTimeMilliseconds());

            // Rounded up like a wake-up, so that nothing is deleted early.
            _expiresAt.Add(append.ExpiresAt is { } time ? WakeUp.At(time).Time!.Value.ToUnixTimeMilliseconds() : null);
            _sequences.Add(append.Sequence);
            FillParts(n, append);
        }
    }

    private void FillParts(int n, JournalAppend append)
    {
        if (!append.Snapshot.IsEmpty)
        {
            _snapshotAppends.Add(n);
            _snapshotVersions.Add(append.NewVersion);
            _snapshots.Add(append.Snapshot);
        }
        else
        {
            for (var i = 0; i < append.Events.Count; i++)
            {
                _eventAppends.Add(n);
                _eventVersions.Add(append.ExpectedVersion + i + 1);
                _events.Add(append.Events[i]);
            }
        }

        if (append.List is { } list)
        {
            _listAppends.Add(n);
            _lists.Add(list);
        }

        foreach (var e in append.Outgoing)
        {
            _outgoingAppends.Add(n);
            _outgoing.Add(e);
        }
    }

    private void Clear()
    {
        foreach (NpgsqlParameter parameter in _command.Parameters)
        {
            if (parameter.Value is System.Collections.IList values) values.Clear();
        }
    }
}
