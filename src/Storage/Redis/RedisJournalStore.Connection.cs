using StackExchange.Redis;

namespace ShopActors.Storage.Redis;

/// <summary>How the store connects, sends, and finds out that Redis has lost data.</summary>
public sealed partial class RedisJournalStore
{
    // More than the client takes for all its attempts: it gives up before.
    private static readonly TimeSpan ConnectTimeMax = TimeSpan.FromSeconds(20);

    private const int ReconnectMillisecondsMax = 1000;

    // From one failed attempt to connect to the next, for which requests wait.
    private static readonly TimeSpan ConnectPause = TimeSpan.FromMilliseconds(100);

    /// <summary>Connects and checks Redis' settings; throws if they are not safe or Redis cannot be reached.</summary>
    public async Task Open(CancellationToken cancellationToken) =>
        _ = await Connect(cancellationToken).ConfigureAwait(false);

    internal static Task<ConnectionMultiplexer> ConnectTo(string connectionString, bool isFirst = true)
    {
        var settings = ConfigurationOptions.Parse(connectionString);
        settings.AllowAdmin = true; // for CONFIG GET
        settings.ConfigurationChannel = ""; // nothing is published, so there is nothing to subscribe to
        settings.TieBreaker = "";
        settings.AbortOnConnectFail = true; // the first connection is made or fails; later ones come back by themselves
        if (!isFirst)
        {
            // The client does not look again before an attempt is over.
            settings.ConnectTimeout = Math.Min(settings.ConnectTimeout, ReconnectMillisecondsMax);
            settings.ConnectRetry = 1;
        }

        return ConnectionMultiplexer.ConnectAsync(settings);
    }

    private async ValueTask<(IDatabase Database, Task<ConnectionMultiplexer> Connection)> Connect(
        CancellationToken cancellationToken)
    {
        var connection = Get();
        try
        {
            var open = connection.IsCompletedSuccessfully
                ? connection.Result
                : await connection.WaitAsync(cancellationToken).ConfigureAwait(false);
            return (open.GetDatabase(), connection);
        }
        catch (Exception) when (connection.IsCompleted)
        {
            Forget(connection);
            throw;
        }
    }

    private Task<ConnectionMultiplexer> Get()
    {
        if (Volatile.Read(ref _connection) is { } known) return known;

        lock (_opening)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _connection ??= OpenConnection();
        }
    }

    /// <summary>
    /// The next request makes a new connection. The client mends a connection that it sees fail, but keeps one that just
    /// does not answer.
    /// </summary>
    private void Forget(Task<ConnectionMultiplexer> failed)
    {
        if (_shared is not null && failed.IsCompletedSuccessfully) return;
        if (Interlocked.CompareExchange(ref _connection, null, failed) == failed) Close(failed).Ignore();
    }

    private async Task Close(Task<ConnectionMultiplexer> connection)
    {
        var open = await connection.ConfigureAwait(false);
        if (open != _shared) await open.CloseAsync(allowCommandsToComplete: false).ConfigureAwait(false);
    }

    private async Task<ConnectionMultiplexer> OpenConnection()
    {
        // The caller holds the lock; and what goes on when it is open must not do so on the client's thread for answers.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        if (_mayConnectAt - _time.GetUtcNow() is { } pause && pause > TimeSpan.Zero)
        {
            await Task.Delay(pause < ConnectPause ? pause : ConnectPause, _time).ConfigureAwait(false);
        }

        var connecting = _shared is null
            ? ConnectTo(_options.ConnectionString, isFirst: !_hasConnected)
            : Task.FromResult(_shared);
        try
        {
            var connection = await connecting.WaitAsync(ConnectTimeMax, _time).ConfigureAwait(false);
            if (_options.TrustServerSettings)
            {
                _log.SettingsTrusted();
            }
            else
            {
                await RedisServerCheck.Run(connection, _options.Durability).WaitAsync(ConnectTimeMax, _time)
                    .ConfigureAwait(false);
            }

            connection.ConnectionRestored += (_, _) => CompareMarks(connection.GetDatabase());
            CompareMarks(connection.GetDatabase());
            _hasConnected = true;
            return connection;
        }
        catch
        {
            _mayConnectAt = _time.GetUtcNow() + ConnectPause;
            Close(connecting).Ignore();
            throw;
        }
        finally
        {
            await Task.Yield();
        }
    }

    /// <summary>
    /// Runs a script on a shard and returns its reply, with the outcome in its first element: 1 or 0.
    /// </summary>
    private async Task<RedisResult[]> Run(
        RedisScript script, int shard, RedisKey[] keys, object[] arguments, JournalStoreFailure doubt)
    {
        var (incarnation, appends) = _highWater[shard];
        var command = new object[2 + keys.Length + 2 + arguments.Length];
        command[0] = script.Hash;
        command[1] = keys.Length;
        for (var i = 0; i < keys.Length; i++)
        {
            command[2 + i] = keys[i];
        }

        command[2 + keys.Length] = incarnation;
        command[3 + keys.Length] = appends;
        arguments.CopyTo(command, 4 + keys.Length);
        var reply = (RedisResult[])(await Evaluate(script, command, doubt).ConfigureAwait(false))!;
        var (seenIncarnation, seenAppends) = ((string)reply[1]!, (long)reply[2]);
        if ((long)reply[0] < 0) throw Halt(shard, seenIncarnation, seenAppends);

        _highWater.Saw(shard, seenIncarnation, seenAppends);
        return reply;
    }

    private async Task<RedisResult> Evaluate(RedisScript script, object[] command, JournalStoreFailure doubt)
    {
        try
        {
            return await Send("EVALSHA", command, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (RedisErrors.IsNoScript(e))
        {
            // Redis has restarted or its scripts were flushed: nothing was executed. EVAL brings the script back.
            command[0] = script.Text;
        }
        catch (Exception e) when (e is not JournalStoreException)
        {
            throw RedisErrors.Translate(e, doubt);
        }

        try
        {
            return await Send("EVAL", command, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not JournalStoreException)
        {
            throw RedisErrors.Translate(e, doubt);
        }
    }

    private async Task<RedisResult> Execute(
        string name, object[] arguments, JournalStoreFailure doubt, CancellationToken cancellationToken)
    {
        try
        {
            return await Send(name, arguments, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not (JournalStoreException or OperationCanceledException))
        {
            throw RedisErrors.Translate(e, doubt);
        }
    }

    private async Task<RedisResult> Send(string name, object[] arguments, CancellationToken cancellationToken)
    {
        IDatabase database;
        Task<ConnectionMultiplexer> connection;
        try
        {
            (database, connection) = await Connect(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is RedisConnectionException or TimeoutException)
        {
            throw new JournalStoreException(JournalStoreFailure.Unavailable, "Redis cannot be reached.", e);
        }

        try
        {
            // The client's own time-out differs between its versions; this one holds for all.
            return await database.ExecuteAsync(name, arguments)
                .WaitAsync(_options.Timeout, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            Forget(connection);
            throw;
        }
        catch (ObjectDisposedException e) when (!_isDisposed)
        {
            // Another request has just given the connection up.
            throw new IOException("The connection to Redis was closed.", e);
        }
        finally
        {
            // The client completes its tasks one after the other on one thread. A grain that went on right there would
            // hold up the answers of all others.
            await Task.Yield();
        }
    }

    /// <summary>
    /// After a reconnect, before others' appends can hide it: is each shard at least where this process has seen it?
    /// </summary>
    private void CompareMarks(IDatabase database)
    {
        for (var shard = 0; shard < RedisKeys.Shards; shard++)
        {
            CompareMark(database, shard).Ignore();
        }
    }

    private async Task CompareMark(IDatabase database, int shard)
    {
        try
        {
            var (incarnation, appends) = _highWater[shard];
            if (incarnation.Length == 0) return;

            var reply = (RedisResult[])(await database.ExecuteAsync("HMGET", _keys[shard].Meta, "i", "n")
                .WaitAsync(_options.Timeout, _time).ConfigureAwait(false))!;
            var (seenIncarnation, seenAppends) = ((string?)reply[0] ?? "", reply[1].IsNull ? 0 : (long)reply[1]);
            if (seenIncarnation != incarnation || seenAppends < appends)
            {
                Halt(shard, seenIncarnation, seenAppends);
            }
        }
        catch (JournalStoreException)
        {
            // Halted already.
        }
        catch (Exception e)
        {
            // Each request to the shard compares as well, so nothing is missed; it is only found later.
            _log.MarksNotCompared(e, shard);
        }
    }

    private JournalStoreException Halt(int shard, string incarnation, long appends)
    {
        var (exception, isNew) = _highWater.Halt(shard, incarnation, appends);
        if (isNew)
        {
            _log.ShardHalted(exception, shard);
        }

        return exception;
    }
}
