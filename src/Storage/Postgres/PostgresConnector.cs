using Microsoft.Extensions.Logging;
using Npgsql;

namespace ShopActors.Storage.Postgres;

/// <summary>
/// The connections of a store. They go to checked servers only (<see cref="PostgresSession"/>), the schema is migrated
/// first, and there is a pause between attempts while the server is unavailable.
/// <para>
/// A statement that exceeds its time is abandoned: it is neither cancelled nor awaited, and its connection
/// is closed when it ends. The client's own time-outs and cancellations would send a cancel request to the
/// server. That takes as long as connecting, and it makes a commit visible that waits for its synchronous
/// standby although it may still be lost.
/// </para>
/// </summary>
internal sealed class PostgresConnector : IAsyncDisposable
{
    // For lists, due journals and sweeps, beside the readers.
    private const int OthersMax = 4;

    // The writer uses one connection. Abandoned ones may still be waiting for their commits; with this many of them, a
    // further connection would wait as well.
    private const int WritersMax = 4;

    private static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(1);

    private readonly NpgsqlDataSource _readers;
    private readonly NpgsqlDataSource _writers;
    private readonly ConnectBackoff _backoff;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly TimeSpan _timeout;
    private readonly TimeSpan _connectTimeout;

    // The first connection migrates and the others wait for it. A failure is not kept, so the next
    // connection tries again.
    private readonly Lock _migrating = new();
    private Task? _migration;

    public PostgresConnector(PostgresJournalStoreOptions options, TimeProvider time, ILogger log)
    {
        (_time, _log, _timeout, _connectTimeout) = (time, log, options.Timeout, options.Timeout / 2);

        // Short enough that a request made while the server is unavailable is answered within the time-out, including
        // the time to connect.
        _backoff = new(time, PauseMax < options.Timeout / 4 ? PauseMax : options.Timeout / 4);
        HighWater = new(log);

        // Twice as many as are used, to leave room for abandoned ones.
        _readers = Build(options, "reads", 2 * (options.ReadersMax + OthersMax));
        _writers = Build(options, "appends", WritersMax);
    }

    public PostgresHighWater HighWater { get; }

    /// <summary>A connection for appends.</summary>
    /// <exception cref="JournalStoreException">No connection is available; nothing was sent.</exception>
    public Task<NpgsqlConnection> OpenWriterAsync() => OpenAsync(_writers, CancellationToken.None);

    /// <summary>
    /// Checks the server and migrates the tables, which may take longer than any other use of the store.
    /// </summary>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await EnsureMigratedAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            throw PostgresErrors.Translate(e, JournalStoreFailure.Unavailable);
        }
    }

    /// <summary>
    /// Runs repeatable work on any connection, and repeats it once if the connection was lost: pooled connections do
    /// not notice a server restart before they are used.
    /// </summary>
    public async Task<T> RunAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        for (var isFirst = true; ; isFirst = false)
        {
            NpgsqlConnection? connection = null;
            try
            {
                connection = await OpenAsync(_readers, either.Token).ConfigureAwait(false);
                var result = await InTimeAsync(work(connection), connection, either.Token).ConfigureAwait(false);
                await connection.DisposeAsync().ConfigureAwait(false);
                return result;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                if (connection is not null && PostgresErrors.KeepsConnection(e))
                {
                    await connection.DisposeAsync().ConfigureAwait(false);
                }
                else if (connection is not null)
                {
                    await DiscardAsync(connection).ConfigureAwait(false);
                    if (isFirst && !PostgresErrors.IsTimeout(e)) continue;
                }

                throw PostgresErrors.Translate(e, JournalStoreFailure.Unavailable);
            }
            catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
            {
                throw PostgresErrors.Translate(late, JournalStoreFailure.Unavailable);
            }
        }
    }

    /// <summary>Waits for work on a connection; on time-out both are abandoned.</summary>
    /// <exception cref="OperationCanceledException">
    /// The work has not ended; the connection must not be used any more.
    /// </exception>
    public async Task<T> InTimeAsync<T>(Task<T> running, NpgsqlConnection connection, CancellationToken patience)
    {
        try
        {
            return await running.WaitAsync(patience).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Clear();
            CloseAtEndAsync(running, connection).Ignore();
            throw;
        }
    }

    /// <summary>Closes a failed connection and the pooled ones, which go to the same server.</summary>
    public async ValueTask DiscardAsync(NpgsqlConnection connection)
    {
        Clear();
        await connection.DisposeAsync().ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _readers.DisposeAsync().ConfigureAwait(false);
        await _writers.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task CloseAtEndAsync(Task running, NpgsqlConnection connection)
    {
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await connection.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task CloseWhenOpenAsync(Task<NpgsqlConnection> opening)
    {
        var connection = await opening.ConfigureAwait(false);
        await connection.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<NpgsqlConnection> OpenAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        HighWater.ThrowIfHalted();
        await _backoff.WaitAsync(cancellationToken).ConfigureAwait(false);
        using var timeout = new CancellationTokenSource(_connectTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        Task<NpgsqlConnection>? opening = null;
        try
        {
            await EnsureMigratedAsync().WaitAsync(either.Token).ConfigureAwait(false);

            // The client observes the token while it waits for the pool, but not while it waits for the server.
            opening = source.OpenConnectionAsync(either.Token).AsTask();
            var connection = await opening.WaitAsync(either.Token).ConfigureAwait(false);
            _backoff.Succeeded();
            return connection;
        }
        catch (Exception e)
        {
            if (opening is not null) CloseWhenOpenAsync(opening).Ignore();
            if (cancellationToken.IsCancellationRequested) throw;

            _backoff.Failed();
            throw PostgresErrors.Translate(e, JournalStoreFailure.Unavailable);
        }
    }

    // Connections in use are closed when they are returned.
    private void Clear()
    {
        _readers.Clear();
        _writers.Clear();
    }

    private NpgsqlDataSource Build(PostgresJournalStoreOptions options, string name, int connectionsMax)
    {
        var session = new PostgresSession(HighWater, options.Timeout);
        var builder = new NpgsqlDataSourceBuilder(PostgresSession.Settings(options, connectionsMax).ConnectionString);

        // In metrics and spans; without a name the whole connection string would be in them.
        builder.Name = name;
        builder.UsePhysicalConnectionInitializer(
            static _ => throw new NotSupportedException("The store opens its connections asynchronously."),
            session.StartAsync);
        return builder.Build();
    }

    private Task EnsureMigratedAsync()
    {
        lock (_migrating)
        {
            return _migration is null or { IsCompleted: true, IsCompletedSuccessfully: false }
                ? _migration = RunMigrationAsync()
                : _migration;
        }
    }

    private async Task RunMigrationAsync()
    {
        // Not under the caller's lock, and not on the caller's scheduler.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var connection = await _readers.OpenConnectionAsync().ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var (from, to) = await PostgresSchema
                .MigrateAsync(connection, PostgresMigrations.All, target: null, CancellationToken.None)
                .ConfigureAwait(false);
            if (from != to) _log.SchemaMigrated(from, to);
        }
    }
}
