using StackExchange.Redis;

namespace Nola.Redis;

/// <summary>
/// A connection that is replaced when it fails or does not answer in time. The client lets a command wait without end
/// on a connection that does not answer, and looks for a server that is back once a second only, which is longer than a
/// lease.
/// </summary>
/// <param name="connect">Makes one, and tells whether it is shared: a shared one is neither replaced nor closed.</param>
/// <param name="time">The time.</param>
internal sealed class RedisConnection(
    Func<Task<(IConnectionMultiplexer Multiplexer, bool IsShared)>> connect, TimeProvider time) : IAsyncDisposable
{
    /// <summary>After this a command counts as failed.</summary>
    public static readonly TimeSpan AnswerTimeMax = TimeSpan.FromSeconds(3);

    // More than the client takes for all its attempts: it gives up before.
    private static readonly TimeSpan ConnectTimeMax = TimeSpan.FromSeconds(20);

    private readonly Lock _lock = new();

    // Guarded by the lock: the connection, or the attempt to make it, which all who need it wait for.
    private Task<(IConnectionMultiplexer Multiplexer, bool IsShared)>? _current;
    private bool _isDisposed;

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
        catch (Exception exception) when (exception is not (OutOfMemoryException or RedisServerException))
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

    private async Task<(IConnectionMultiplexer Multiplexer, bool IsShared)> ConnectAsync()
    {
        // The caller holds the lock.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var connecting = connect().OffReader();
        try
        {
            return await connecting.WaitAsync(ConnectTimeMax, time).ConfigureAwait(false);
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
