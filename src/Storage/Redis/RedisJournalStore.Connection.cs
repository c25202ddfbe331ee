using StackExchange.Redis;

namespace ShopActors.Storage.Redis;

/// <summary>How the store connects, sends, and finds out that Redis has lost data.</summary>
public sealed partial class RedisJournalStore
{
    /// <summary>Connects and checks Redis' settings; throws if they are not safe or Redis cannot be reached.</summary>
    public async Task Open(CancellationToken cancellationToken) =>
        _ = await Connect(cancellationToken).ConfigureAwait(false);

    internal static Task<ConnectionMultiplexer> ConnectTo(string connectionString)
    {
        var settings = ConfigurationOptions.Parse(connectionString);
        settings.AllowAdmin = true; // for CONFIG GET
        settings.ConfigurationChannel = ""; // nothing is published, so there is nothing to subscribe to
        settings.TieBreaker = "";
        settings.AbortOnConnectFail = true; // the first connection is made or fails; later ones come back by themselves
        return ConnectionMultiplexer.ConnectAsync(settings);
    }

    private async ValueTask<IDatabase> Connect(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_connection is { } open) return open.GetDatabase();

        await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _connection ??= await OpenConnection().ConfigureAwait(false);
            return _connection.GetDatabase();
        }
        finally
        {
            _opening.Release();
        }
    }

    private async Task<ConnectionMultiplexer> OpenConnection()
    {
        var connection = _shared ?? await ConnectTo(_options.ConnectionString).ConfigureAwait(false);
        try
        {
            if (_options.TrustServerSettings)
            {
                _log.SettingsTrusted();
            }
            else
            {
                await RedisServerCheck.Run(connection, _options.Durability).ConfigureAwait(false);
            }

            connection.ConnectionRestored += (_, _) => CompareMarks(connection.GetDatabase());
            return connection;
        }
        catch
        {
            if (_shared is null)
            {
                connection.Dispose();
            }

            throw;
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
        try
        {
            database = await Connect(cancellationToken).ConfigureAwait(false);
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
