using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace ShopActors.Storage.Redis;

/// <summary>
/// The journal store that all silos of a cluster share. Claim and append are one script each, so they are atomic, and
/// all requests of a process are pipelined over one connection: with <c>appendfsync always</c> Redis syncs once for all
/// that it takes from its sockets at a time, which is the group commit. What an error means is said by
/// <see cref="RedisErrors"/>; that a Redis came back with older data is found by <see cref="RedisHighWater"/>.
/// docs/design/journal-redis.md has the keys.
/// </summary>
public sealed partial class RedisJournalStore : IJournalStore, IOpenableStore, IDisposable
{
    private readonly RedisJournalStoreOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly RedisKeys _keys;
    private readonly RedisHighWater _highWater = new(RedisKeys.Shards);
    private readonly string _incarnation;
    private readonly ConnectionMultiplexer? _shared;

    // Guards the connection, which the first request opens.
    private readonly Lock _opening = new();
    private Task<ConnectionMultiplexer>? _connection;

    // Attempts are made one after another.
    private DateTimeOffset _mayConnectAt;
    private bool _hasConnected;
    private bool _isDisposed;

    /// <summary>Creates the store; it connects when it is opened or first used.</summary>
    public RedisJournalStore(RedisJournalStoreOptions options, TimeProvider time, ILogger<RedisJournalStore> log)
        : this(options, time, log, shared: null)
    {
    }

    /// <summary>Creates the store on a connection that the caller keeps, or on one of its own.</summary>
    internal RedisJournalStore(
        RedisJournalStoreOptions options,
        TimeProvider time,
        ILogger<RedisJournalStore> log,
        ConnectionMultiplexer? shared)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_options, _time, _log, _shared) = (options, time, log, shared);
        _keys = new RedisKeys(options.KeyPrefix);
        _incarnation = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16));
    }

    /// <inheritdoc/>
    public bool IsOrdered => false;

    /// <inheritdoc/>
    public bool IsInForce(long ownerEpoch) => true;

    /// <inheritdoc/>
    public async ValueTask<JournalContent> Claim(JournalId id, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var shard = RedisKeys.ShardOf(id);
        var keys = _keys[shard];

        // A claim whose outcome is unknown does no harm: the caller claims again and gets a higher epoch.
        var reply = await Run(
            RedisScript.Claim,
            shard,
            [keys.Meta, keys.Journal(id), keys.Events(id)],
            [_incarnation],
            JournalStoreFailure.Unavailable).ConfigureAwait(false);
        return ToContent(reply);
    }

    /// <inheritdoc/>
    public async ValueTask<long> Append(JournalAppend append, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(append);
        append.Validate();
        cancellationToken.ThrowIfCancellationRequested();
        var shard = RedisKeys.ShardOf(append.Id);
        var keys = _keys[shard];
        var reply = await Run(
            RedisScript.Append,
            shard,
            [keys.Meta, keys.Journal(append.Id), keys.Events(append.Id), keys.WakeUps, keys.Ids],
            Arguments(append),
            JournalStoreFailure.OutcomeUnknown).ConfigureAwait(false);
        if ((long)reply[0] == 1)
        {
            StorageInstruments.Appends.Add(1);
            return append.NewVersion;
        }

        StorageInstruments.Refusals.Add(1);
        throw new JournalConflictException(
            append.Id, append.ExpectedVersion, (long)reply[3], append.OwnerEpoch, (long)reply[4]);
    }

    /// <inheritdoc/>
    public async ValueTask<JournalContent?> Read(JournalId id, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var shard = RedisKeys.ShardOf(id);
        var keys = _keys[shard];
        var reply = await Run(
            RedisScript.Read,
            shard,
            [keys.Meta, keys.Journal(id), keys.Events(id)],
            [],
            JournalStoreFailure.Unavailable).ConfigureAwait(false);
        return reply[3].IsNull ? null : ToContent(reply);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<JournalId> List(
        string prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        var ids = new List<string>();
        for (var shard = 0; shard < RedisKeys.Shards; shard++)
        {
            await AddIds(ids, _keys[shard].Ids, prefix, cancellationToken).ConfigureAwait(false);
        }

        ids.Sort(StringComparer.Ordinal);
        foreach (var id in ids)
        {
            yield return new JournalId(id);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<DueJournal>> ReadDue(
        DateTimeOffset now, int max, CancellationToken cancellationToken = default)
    {
        var until = now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var shards = await Task.WhenAll(Enumerable.Range(0, RedisKeys.Shards).Select(shard => Execute(
            "ZRANGEBYSCORE",
            [_keys[shard].WakeUps, "-inf", until, "WITHSCORES", "LIMIT", 0, max],
            JournalStoreFailure.Unavailable,
            cancellationToken))).ConfigureAwait(false);
        var due = new List<DueJournal>();
        foreach (var reply in shards)
        {
            var values = (string[])reply!;
            for (var i = 0; i < values.Length; i += 2)
            {
                due.Add(new DueJournal(new JournalId(values[i]), Time(values[i + 1])));
            }
        }

        return [.. due.OrderBy(d => d.WakeAt).ThenBy(d => d.Id).Take(max)];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Task<ConnectionMultiplexer>? connection;
        lock (_opening)
        {
            _isDisposed = true;
            connection = Interlocked.Exchange(ref _connection, null);
        }

        if (connection is not null) Close(connection).Ignore();
    }

    private static DateTimeOffset Time(string milliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(milliseconds, CultureInfo.InvariantCulture));

    private static JournalContent ToContent(RedisResult[] reply)
    {
        var events = (byte[][])reply[8]!;
        return new JournalContent(
            reply[3].IsNull ? 0 : (long)reply[3],
            reply[4].IsNull ? 0 : (long)reply[4],
            reply[5].IsNull ? 0 : (long)reply[5],
            reply[6].IsNull ? default : (byte[])reply[6]!,
            [.. events.Select(e => (ReadOnlyMemory<byte>)e)],
            reply[7].IsNull ? null : Time((string)reply[7]!));
    }

    private static byte[] Array(ReadOnlyMemory<byte> memory) =>
        MemoryMarshal.TryGetArray(memory, out var segment) && segment.Array!.Length == memory.Length
            ? segment.Array
            : memory.ToArray();

    private object[] Arguments(JournalAppend append)
    {
        const int Fixed = 7;
        var hasSnapshot = !append.Snapshot.IsEmpty;
        var arguments = new object[Fixed + (hasSnapshot ? 0 : append.Events.Count)];
        arguments[0] = _incarnation;
        arguments[1] = append.ExpectedVersion;
        arguments[2] = append.OwnerEpoch;
        arguments[3] = append.NewVersion;
        arguments[4] = append.Id.Value;
        arguments[5] = append.WakeUp.IsKeep ? ""
            : append.WakeUp.Time?.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture) ?? "-";
        arguments[6] = Array(append.Snapshot);
        for (var i = Fixed; i < arguments.Length; i++)
        {
            arguments[i] = Array(append.Events[i - Fixed]);
        }

        return arguments;
    }

    private async Task AddIds(List<string> ids, RedisKey key, string prefix, CancellationToken cancellationToken)
    {
        const int Page = 1000; // keeps a long listing from holding up Redis
        var from = "[" + prefix;
        while (true)
        {
            var reply = await Execute(
                "ZRANGEBYLEX", [key, from, "+", "LIMIT", 0, Page], JournalStoreFailure.Unavailable, cancellationToken)
                .ConfigureAwait(false);
            var page = (string[])reply!;
            var matching = page.TakeWhile(i => i.StartsWith(prefix, StringComparison.Ordinal)).ToList();
            ids.AddRange(matching);
            if (matching.Count < Page) return;

            from = "(" + page[^1];
        }
    }
}
