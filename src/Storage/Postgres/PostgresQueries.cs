using System.Runtime.CompilerServices;
using Npgsql;

namespace ShopActors.Storage.Postgres;

/// <summary>Queries across journals: listings, due journals, and the deletion of expired ones.</summary>
internal sealed class PostgresQueries(PostgresConnector connector)
{
    private const int PageSize = 500;

    public async IAsyncEnumerable<JournalId> ListAsync(
        string prefix, JournalId after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (comparison, from) = after.IsDefault ? (">=", prefix) : (">", after.Value);
        while (true)
        {
            var page = await QueryAsync(
                $"select id from shop.journals where id {comparison} $1 order by id limit {PageSize}",
                [Text(from)],
                static reader => reader.GetString(0),
                cancellationToken).ConfigureAwait(false);

            // Ordered by bytes: ids with the prefix are adjacent and come first.
            foreach (var id in page)
            {
                if (!id.StartsWith(prefix, StringComparison.Ordinal)) yield break;

                yield return new JournalId(id);
            }

            if (page.Count < PageSize) yield break;

            (comparison, from) = (">", page[^1]);
        }
    }

    public async ValueTask<IReadOnlyList<ListedJournal>> ReadListAsync(
        string list, long? before, int max, CancellationToken cancellationToken) =>
        await QueryAsync(
            """
            select l.journal, (select j.id from shop.journals j where j.key = l.journal)
            from shop.lists l where l.list = $1 and l.journal < $2 order by l.journal desc limit $3
            """,
            [Text(list), Number(before ?? long.MaxValue), Number(max)],
            static reader => new ListedJournal(reader.GetInt64(0), new JournalId(reader.GetString(1))),
            cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<ListedJournal>> ReadListsAsync(
        string from, string to, long? before, int max, CancellationToken cancellationToken) =>
        await QueryAsync(
            """
            select l.journal, (select j.id from shop.journals j where j.key = l.journal)
            from shop.lists l where l.list >= $1 and l.list < $2 and l.journal < $3 order by l.journal desc limit $4
            """,
            [Text(from), Text(to), Number(before ?? long.MaxValue), Number(max)],
            static reader => new ListedJournal(reader.GetInt64(0), new JournalId(reader.GetString(1))),
            cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<DueJournal>> ReadDueAsync(
        DateTimeOffset now, int max, JournalShare share, CancellationToken cancellationToken) =>
        await QueryAsync(
            """
            select id, wake_at from shop.journals
            where wake_at <= $1 and key % $2 = $3 order by wake_at limit $4
            """,
            [Number(now.ToUnixTimeMilliseconds()), Number(share.Count), Number(share.Index), Number(max)],
            static reader => new DueJournal(
                new JournalId(reader.GetString(0)), DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(1))),
            cancellationToken).ConfigureAwait(false);

    public async ValueTask<JournalSweep> DeleteExpiredAsync(
        DateTimeOffset now, long after, int max, JournalShare share, CancellationToken cancellationToken)
    {
        var seen = await QueryAsync(
            """
            select key, expires_at <= $1 from shop.journals
            where key > $2 and key % $3 = $4 order by key limit $5
            """,
            [
                Number(now.ToUnixTimeMilliseconds()), Number(after),
                Number(share.Count), Number(share.Index), Number(max),
            ],
            static reader => (Key: reader.GetInt64(0), IsExpired: !reader.IsDBNull(1) && reader.GetBoolean(1)),
            cancellationToken).ConfigureAwait(false);
        long[] expired = [.. seen.Where(static journal => journal.IsExpired).Select(static journal => journal.Key)];
        var deleted = expired.Length == 0
            ? 0
            : await connector.RunAsync(connection => DeleteAsync(connection, expired, now), cancellationToken)
                .ConfigureAwait(false);
        StorageInstruments.Deletions.Add(deleted);
        return new(seen.Count < max ? null : seen[^1].Key, deleted);
    }

    /// <summary>
    /// Only events below the oldest running transaction: those of later ones may still appear before them.
    /// </summary>
    public async ValueTask<IReadOnlyList<OutboxEvent>> ReadOutboxAsync(
        long after, int max, CancellationToken cancellationToken) =>
        await QueryAsync(
            """
            select position, payload from shop.outbox
            where position > $1 and position < (
                select (pg_snapshot_xmin(pg_current_snapshot())::text::bigint + outbox_offset) << 20 from shop.meta)
            order by position limit $2
            """,
            [Number(after), Number(max)],
            static reader => new OutboxEvent(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)),
            cancellationToken).ConfigureAwait(false);

    public async ValueTask<long> ReadOutboxEndAsync(CancellationToken cancellationToken) => (await QueryAsync(
        """
        select (pg_snapshot_xmin(pg_current_snapshot())::text::bigint + outbox_offset) << 20 from shop.meta
        """,
        [],
        static reader => reader.GetInt64(0),
        cancellationToken).ConfigureAwait(false))[0];

    public async ValueTask<int> TrimOutboxAsync(
        long upTo, DateTimeOffset before, int max, CancellationToken cancellationToken) => (int)(await QueryAsync(
        """
        with old as (
            delete from shop.outbox where position in (
                select position from shop.outbox where position <= $1 and at < $2
                and position < (select max(position) from shop.outbox) order by position limit $3)
            returning position)
        select count(*) from old
        """,
        [Number(upTo), Number(before.ToUnixTimeMilliseconds()), Number(max)],
        static reader => reader.GetInt64(0),
        cancellationToken).ConfigureAwait(false))[0];

    // Two statements, because the second sees the changes of a transaction that held the rows before. Locked journals
    // are skipped, so that a sweep never waits for appends; the next pass finds them.
    private static async Task<int> DeleteAsync(
        NpgsqlConnection connection, long[] expired, DateTimeOffset now)
    {
        var transaction = await connection.BeginTransactionAsync().ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var keys = await QueryAsync(
                connection,
                "select key from shop.journals where key = any($1) and expires_at <= $2 for update skip locked",
                [new NpgsqlParameter<long[]> { TypedValue = expired }, Number(now.ToUnixTimeMilliseconds())],
                static reader => reader.GetInt64(0)).ConfigureAwait(false);
            await QueryAsync<long>(
                connection,
                """
                with e as (delete from shop.events where journal = any($1)),
                s as (delete from shop.snapshots where journal = any($1)),
                l as (delete from shop.lists where journal = any($1))
                delete from shop.journals where key = any($1)
                """,
                [new NpgsqlParameter<long[]> { TypedValue = [.. keys] }],
                static _ => 0).ConfigureAwait(false);
            await transaction.CommitAsync().ConfigureAwait(false);
            return keys.Count;
        }
    }

    private Task<List<T>> QueryAsync<T>(
        string sql, NpgsqlParameter[] parameters, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken) =>
        connector.RunAsync(connection => QueryAsync(connection, sql, parameters, map), cancellationToken);

    private static async Task<List<T>> QueryAsync<T>(
        NpgsqlConnection connection,
        string sql,
        NpgsqlParameter[] parameters,
        Func<NpgsqlDataReader, T> map)
    {
        var rows = new List<T>();
        using var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters)
        {
            // A copy, because a repetition uses the parameters again while this command may still be running.
            command.Parameters.Add(parameter.Clone());
        }

        await command.PrepareAsync().ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync().ConfigureAwait(false))
            {
                rows.Add(map(reader));
            }

            // Read an error that arrives after the rows: disposing would swallow it.
            await reader.NextResultAsync().ConfigureAwait(false);
        }

        return rows;
    }

    private static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value };

    private static NpgsqlParameter<long> Number(long value) => new() { TypedValue = value };
}
