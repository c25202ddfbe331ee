using StackExchange.Redis;

namespace Nola.Redis;

/// <summary>
/// A connection that is replaced when it does not answer in time. The client mends a connection that it sees fail, but
/// lets commands wait without end on one that just does not answer.
/// </summary>
/// <param name="connect">
/// Makes one, and tells whether it is shared: a shared one is neither replaced nor closed. It is told whether this is the
/// first: the attempt to replace one should be short, because the client does not look again before it is over.
/// </param>
/// <param name="time">The time.</param>
internal sealed class RedisConnection(
    Func<bool, Task<(IConnectionMultiplexer Multiplexer, bool IsShared)>> connect, TimeProvider time) : IAsyncDisposable
{
    /// <summary>After this a command counts as failed.</summary>
    public static readonly TimeSpan AnswerTimeMax = TimeSpan.FromSeconds(3);

    // More than the client takes for all its attempts: it gives up before.
    private static readonly TimeSpan ConnectTimeMax = TimeSpan.FromSeconds(20);

    private const int ReconnectMillisecondsMax = 1000;

    private readonly Lock _lock = new();

    // Guarded by the lock: the connection, or the attempt to make it, which all who need it wait for.
    private Task<(IConnectionMultiplexer Multiplexer, bool IsShared)>? _current;
    private bool _isDisposed;
    private bool _hasConnected;

    /// <summary>Runs a command.</summary>
    /// <exception cref="TimeoutException">No answer came in time; whether it was executed is unknown.</exception>
    public async Task<T> UseAsync<T>(Func<IDatabase, Task<T>> command)
    {
        var current = Get();
        try
        {
            var (multiplexer, _) = await current.ConfigureAwait(false);
            return await command(multiplexer.GetDatabase()).OffReader().WaitAsync(AnswerTimeMax, time)
                .ConfigureAwait(false);
        }
        catch (Exception exception)
            when (exception is TimeoutException or ObjectDisposedException || !current.IsCompletedSuccessfully)
        {
            Forget(current);
            throw;
        }
    }

    /// <summary>Connects if it is not connected.</summary>
    public async Task OpenAsync()
    {
        var current = Get();
        try
        {
            await current.ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Forget(current);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task<(IConnectionMultiplexer, bool)>? current;
        lock (_lock)
        {
            _isDisposed = true;
            current = _current;
            _current = null;
        }

        if (current is not null) await CloseAsync(current).ConfigureAwait(false);
    }

    private Task<(IConnectionMultiplexer Multiplexer, bool IsShared)> Get()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _current ??= ConnectAsync();
        }
    }

    /// <summary>The options of a connection that replaces another.</summary>
    public static ConfigurationOptions? Impatient(ConfigurationOptions? options)
    {
        if (options is null) return null;

        var impatient = options.Clone();
        impatient.ConnectTimeout = Math.Min(impatient.ConnectTimeout, ReconnectMillisecondsMax);
        impatient.ConnectRetry = 1;
        return impatient;
    }

    private async Task<(IConnectionMultiplexer Multiplexer, bool IsShared)> ConnectAsync()
    {
        // The caller holds the lock.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var connecting = connect(!Volatile.Read(ref _hasConnected)).OffReader();
        try
        {
            var connection = await connecting.WaitAsync(ConnectTimeMax, time).ConfigureAwait(false);
            Volatile.Write(ref _hasConnected, true);
            return connection;
        }
        catch (TimeoutException)
        {
            _ = CloseAsync(connecting);
            throw;
        }
    }

    // The next command makes a new one. Commands under way on this one fail with it.
    private void Forget(Task<(IConnectionMultiplexer Multiplexer, bool IsShared)> failed)
    {
        lock (_lock)
        {
            if (_current != failed) return;
            if (failed is { IsCompletedSuccessfully: true, Result.IsShared: true }) return;

            _current = null;
        }

        _ = CloseAsync(failed);
    }

    private static async Task CloseAsync(Task<(IConnectionMultiplexer, bool)> connection)
    {
        try
        {
            var (multiplexer, isShared) = await connection.ConfigureAwait(false);
            if (!isShared) await multiplexer.CloseAsync(allowCommandsToComplete: false).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // It never was one, or is gone: there is nothing to close.
        }
    }
}
