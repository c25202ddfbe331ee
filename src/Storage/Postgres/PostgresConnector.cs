using Microsoft.Extensions.Logging;
using Npgsql;

namespace ShopActors.Storage.Postgres;

/// <summary>
/// The connections of a store: to checked servers only (<see cref="PostgresSession"/>), with tables of the right
/// version and a pause between attempts while the server is away.
/// <para>
/// What does not end in time is abandoned: it is neither cancelled nor waited for, and its connection is closed when it
/// ends. The client's own time-outs and cancellations would ask the server to cancel. That takes as long as a
/// connection attempt, and a commit that waits for its synchronous standby is made visible by it although it may yet be
/// lost.
/// </para>
/// </summary>
internal sealed class PostgresConnector : IAsyncDisposable
{
    // For lists, due journals and sweeps, beside the readers.
    private const int OthersMax = 4;

    // The writer has one connection. Abandoned ones may still wait for their commits beside it; while so many do, a
    // further one would wait as well.
    private const int WritersMax = 4;

    private static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(1);

    private readonly NpgsqlDataSource _readers;
    private readonly NpgsqlDataSource _writers;
    private readonly ConnectBackoff _backoff;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly TimeSpan _timeout;
    private readonly TimeSpan _connectTimeout;

    // The first connection migrates and the others wait for it; a failure is forgotten, so that the next one tries
    // again.
    private readonly Lock _migrating = new();
    private Task? _migration;

    public PostgresConnector(PostgresJournalStoreOptions options, TimeProvider time, ILogger log)
    {
        (_time, _log, _timeout, _connectTimeout) = (time, log, options.Timeout, options.Timeout / 2);

        // With the time to connect, a request made while the server is away is answered within the time-out.
        _backoff = new(time, PauseMax < options.Timeout / 4 ? PauseMax : options.Timeout / 4);
        HighWater = new(log);

        // Twice as many as are used: abandoned ones do not count.
        _readers = Build(options, 2 * (options.ReadersMax + OthersMax));
        _writers = Build(options, WritersMax);
    }

    public PostgresHighWater HighWater { get; }

    /// <summary>A connection for appends.</summary>
    /// <exception cref="JournalStoreException">There is none at the moment; nothing was sent.</exception>
    public Task<NpgsqlConnection> OpenWriterAsync() => OpenAsync(_writers, CancellationToken.None);

    /// <summary>
    /// Checks the server and migrates the tables, which may take longer than any other use of the store.
    /// </summary>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Migration().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            throw PostgresErrors.Translate(e, JournalStoreFailure.Unavailable);
        }
    }

    /// <summary>
    /// Runs something that may be repeated, on any connection, and repeats it once where the connection was lost: those
    /// of the pool do not notice a restart of the server before they are used.
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

    /// <summary>Waits for something that runs on a connection; if that takes too long, both are abandoned.</summary>
    /// <exception cref="OperationCanceledException">
    /// It has not ended; the connection must not be used any more.
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

    /// <summary>Closes a connection that has failed, and those of the pools, which go to the same server.</summary>
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
            await Migration().WaitAsync(either.Token).ConfigureAwait(false);

            // The client looks at the token while it waits for the pool, but not while it waits for the server.
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

    // Connections that are in use are closed when they are given back.
    private void Clear()
    {
        _readers.Clear();
        _writers.Clear();
    }

    private NpgsqlDataSource Build(PostgresJournalStoreOptions options, int connectionsMax)
    {
        var session = new PostgresSession(HighWater, options.Timeout);
        var builder = new NpgsqlDataSourceBuilder(PostgresSession.Settings(options, connectionsMax).ConnectionString);
        builder.UsePhysicalConnectionInitializer(
            static _ => throw new NotSupportedException("The store opens its connections asynchronously."),
            session.StartAsync);
        return builder.Build();
    }

    private Task Migration()
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
        // Not under the caller's lock, and not on its scheduler.
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
