using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace ShopActors.Storage.Postgres;

/// <summary>
/// Prepares each new connection: applies the session settings, and refuses a server that is a standby, that could lose
/// journals silently, or that has lost some. All in one statement.
/// </summary>
internal sealed class PostgresSession(PostgresHighWater highWater, TimeSpan timeout)
{
    // Isolation: an append must see the row as the transaction that held its lock left it. Plans: every statement must
    // find its rows by an index. Otherwise the planner would choose a scan while a table is small and keep that plan
    // while it grows.
    private const string Sql =
        """
        select pg_is_in_recovery(),
            (select system_identifier from pg_control_system()),
            case when not pg_is_in_recovery() then pg_walfile_name(pg_current_wal_insert_lsn()) end,
            case when not pg_is_in_recovery() then pg_current_wal_insert_lsn() end,
            case when not pg_is_in_recovery() then pg_xact_status($1) end,
            current_setting('fsync'), current_setting('full_page_writes'), current_setting('synchronous_commit'),
            set_config('statement_timeout', $2, false),
            set_config('idle_in_transaction_session_timeout', $2, false),
            set_config('default_transaction_isolation', 'read committed', false),
            set_config('plan_cache_mode', 'force_generic_plan', false),
            set_config('enable_seqscan', 'off', false),
            set_config('enable_bitmapscan', 'off', false),
            set_config('enable_mergejoin', 'off', false),
            set_config('jit', 'off', false)
        """;

    // Shorter than the client's wait, so that the server reports the time-out.
    private readonly string _statementTimeout =
        Math.Max(1, (long)(timeout.TotalMilliseconds * 0.9)).ToString(CultureInfo.InvariantCulture);

    /// <summary>The client's settings.</summary>
    public static NpgsqlConnectionStringBuilder Settings(PostgresJournalStoreOptions options, int connectionsMax)
    {
        var settings = new NpgsqlConnectionStringBuilder(options.ConnectionString)
        {
            ApplicationName = "shop",
            Pooling = true,
            MinPoolSize = 0,
            MaxPoolSize = connectionsMax,
            Timeout = Seconds(options.Timeout / 2), // for connecting
            CommandTimeout = 0, // see PostgresConnector
            NoResetOnClose = true, // the session's settings stay
            TcpKeepAlive = true, // a machine that is gone sends nothing
            TcpKeepAliveTime = 10,
            TcpKeepAliveInterval = 5,
        };
        if (settings.Host?.Contains(',', StringComparison.Ordinal) == true)
        {
            settings.TargetSessionAttributes ??= "primary";
            settings.HostRecheckSeconds = 1;
        }

        return settings;
    }

    public async Task StartAsync(NpgsqlConnection connection)
    {
        var required = highWater.Mark;
        using var command = new NpgsqlCommand(Sql, connection) { CommandTimeout = Seconds(timeout) };
        command.Parameters.Add(new()
        {
            NpgsqlDbType = NpgsqlDbType.Xid8,
            Value = (object?)required?.Transaction ?? DBNull.Value,
        });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = _statementTimeout });
        try
        {
            var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                await reader.ReadAsync().ConfigureAwait(false);
                Check(reader, required);
            }
        }
        catch (PostgresException e) when (
            required?.Transaction is { } transaction && e.SqlState == PostgresErrorCodes.InvalidParameterValue)
        {
            throw highWater.Halt(
                $"transaction {transaction} was acknowledged, but has not yet begun ({e.MessageText})");
        }
    }

    private static int Seconds(TimeSpan time) => Math.Max(1, (int)Math.Ceiling(time.TotalSeconds));

    private void Check(NpgsqlDataReader reader, PostgresMark? required)
    {
        if (reader.GetBoolean(0))
        {
            throw new JournalStoreException(JournalStoreFailure.Unavailable, "The server is a standby.");
        }

        string[] unsafeSettings =
        [
            .. Unsafe("fsync", reader.GetString(5), "a power failure damages the database"),
            .. Unsafe("full_page_writes", reader.GetString(6), "a power failure damages pages"),
            .. Unsafe("synchronous_commit", reader.GetString(7), "appends are acknowledged before they are durable"),
        ];
        if (unsafeSettings.Length > 0)
        {
            throw new JournalStoreException(
                JournalStoreFailure.Misconfigured,
                $"PostgreSQL's settings are not safe for journals: {string.Join("; ", unsafeSettings)}.");
        }

        // The name of a log file begins with its timeline, which pg_control_checkpoint() shows only after a checkpoint.
        var timeline = uint.Parse(
            reader.GetString(2).AsSpan(0, 8), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        var position = (ulong)reader.GetFieldValue<NpgsqlLogSequenceNumber>(3);
        highWater.Compare(
            required,
            new(reader.GetInt64(1), timeline, position, null),
            reader.IsDBNull(4) ? null : reader.GetString(4));
    }

    private static IEnumerable<string> Unsafe(string setting, string value, string consequence) =>
        value == "off" ? [$"{setting} is off, so {consequence}"] : [];
}
