using Npgsql;

namespace ShopActors.Storage.Postgres;

/// <summary>
/// Migrates the tables to the version that this program needs. All steps run in one transaction under one lock, so
/// silos that start together migrate once. A silo accepts a schema that is one version newer than its own, because it
/// meets one during a rolling upgrade.
/// </summary>
public static class PostgresSchema
{
    // An arbitrary constant that must differ from those of other programs in the same database.
    private const long LockKey = 0x73686F70_6A6F7572;

    // Another server than before, as after the restoring of a dump: its transactions may have lower numbers.
    private const string RecogniseServer =
        """
        do $$ begin
            if to_regclass('shop.outbox') is null then return; end if;
            update shop.meta set outbox_system = s.system_identifier, outbox_offset = greatest(
                outbox_offset,
                coalesce((select max(position) >> 20 from shop.outbox), 0) + 1 - pg_current_xact_id()::text::bigint)
            from pg_control_system() s where outbox_system is distinct from s.system_identifier;
        end $$
        """;

    /// <summary>The schema version of this program.</summary>
    public static int Version => PostgresMigrations.All.Count;

    /// <summary>
    /// Migrates the schema to a version, and returns the old and the new version. Downgrades delete data that the older
    /// version does not know, so they need an explicit command and go one step at a time; a step that would delete
    /// journals fails.
    /// </summary>
    /// <param name="connectionString">The connection string of the database.</param>
    /// <param name="target">The version; null for this program's own, or a newer one that it can use.</param>
    /// <param name="cancellationToken">Cancels the migration; nothing is changed then.</param>
    public static async Task<(int From, int To)> MigrateAsync(
        string connectionString, int? target = null, CancellationToken cancellationToken = default)
    {
        var options = new PostgresJournalStoreOptions { ConnectionString = connectionString };
        var settings = PostgresSession.Settings(options, connectionsMax: 1);
        settings.Pooling = false;
        var connection = new NpgsqlConnection(settings.ConnectionString);
        await using (connection.ConfigureAwait(false))
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            return await MigrateAsync(connection, PostgresMigrations.All, target, cancellationToken)
                .ConfigureAwait(false);
        }
    }

    /// <summary>Migrates on an open connection, with the given steps.</summary>
    internal static async Task<(int From, int To)> MigrateAsync(
        NpgsqlConnection connection,
        IReadOnlyList<PostgresMigration> steps,
        int? target,
        CancellationToken cancellationToken)
    {
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            // Steps have no time limit, and neither has the wait for another silo's migration.
            await ExecuteAsync($"set local statement_timeout = 0; select pg_advisory_xact_lock({LockKey})")
                .ConfigureAwait(false);
            var from = await ReadVersionAsync(connection, cancellationToken).ConfigureAwait(false);
            if (from is null)
            {
                await ExecuteAsync(
                    """
                    create schema if not exists shop;
                    create table shop.meta (schema_version integer not null);
                    insert into shop.meta values (0);
                    """).ConfigureAwait(false);
            }

            var path = Path(steps, from ?? 0, target);
            foreach (var sql in path.Sql)
            {
                await ExecuteAsync(sql).ConfigureAwait(false);
            }

            if (path.Sql.Count > 0)
            {
                await ExecuteAsync($"update shop.meta set schema_version = {path.To}").ConfigureAwait(false);
            }

            await ExecuteAsync(RecogniseServer).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return (from ?? 0, path.To);
        }

        async Task ExecuteAsync(string sql)
        {
            using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static (IReadOnlyList<string> Sql, int To) Path(
        IReadOnlyList<PostgresMigration> steps, int from, int? target)
    {
        if (from > steps.Count + 1)
        {
            throw new JournalStoreException(
                JournalStoreFailure.Newer,
                $"The database has schema version {from}; this program knows {steps.Count} "
                + $"and can use {steps.Count + 1} at most.");
        }

        var to = target ?? Math.Max(from, steps.Count);
        if (to == from) return ([], to);

        if (to < 0 || to > steps.Count || from > steps.Count || to < from - 1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(target),
                $"From schema version {from} this program, which knows {steps.Count}, cannot go to {to}: "
                + "forward as far as it knows, back one step at a time.");
        }

        return to < from
            ? ([steps[to].Down], to)
            : ([.. steps.Take(to).Skip(from).Select(static step => step.Up)], to);
    }

    private static async Task<int?> ReadVersionAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        using var exists = new NpgsqlCommand("select to_regclass('shop.meta') is not null", connection);
        if (await exists.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is not true) return null;

        using var version = new NpgsqlCommand("select schema_version from shop.meta", connection);
        return (int?)await version.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
    }
}
