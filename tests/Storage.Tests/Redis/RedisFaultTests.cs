using Microsoft.Extensions.Logging.Abstractions;
using ShopActors.Storage.Redis;

namespace ShopActors.Storage.Tests.Redis;

/// <summary>
/// What a real Redis does to the store when it is restarted, full, paused, unsafe or older than it was.
/// </summary>
public sealed class RedisFaultTests : IDisposable
{
    private static readonly JournalId Id = new("a/1");

    private readonly TemporaryDirectory _home = new("redis-");

    public void Dispose() => _home.Dispose();

    [RedisFact]
    public async Task Open_UnsafeSettings_IsRefused()
    {
        await using var server = await StartAsync("--appendonly", "no", "--maxmemory-policy", "noeviction");
        await Refused(RedisDurability.Always, "appendonly", "appendfsync");
        await Refused(RedisDurability.EverySecond, "appendonly");
        await server.CommandAsync("CONFIG SET appendonly yes");
        await Refused(RedisDurability.Always, "appendfsync");
        await Accepted(RedisDurability.EverySecond);
        await server.CommandAsync("CONFIG SET appendfsync always");
        await Accepted(RedisDurability.Always);
        await server.CommandAsync("CONFIG SET maxmemory-policy allkeys-lru");
        await Refused(RedisDurability.None, "maxmemory-policy");

        async Task Refused(RedisDurability durability, params string[] settings)
        {
            using var store = Store(server, durability);
            var e = await Assert.ThrowsAsync<JournalStoreException>(() => store.Open(CancellationToken.None));
            Assert.Equal(JournalStoreFailure.Misconfigured, e.Failure);
            Assert.All(settings, s => Assert.Contains(s, e.Message, StringComparison.Ordinal));
        }

        async Task Accepted(RedisDurability durability)
        {
            using var store = Store(server, durability);
            await store.Open(CancellationToken.None);
        }
    }

    [RedisFact]
    public async Task Append_ServerKilledAndRestarted_KeepsWhatWasAcknowledgedAndGoesOn()
    {
        await using var server = await StartAsync();
        using var store = Store(server);
        var acknowledged = 0L;
        for (var kill = 0; kill < 2; kill++)
        {
            var claim = await Retry(() => store.Claim(Id).AsTask());
            Assert.InRange(claim.Version, acknowledged, acknowledged + 1);
            acknowledged = claim.Version;
            var hasWritten = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var appends = AppendUntilFailure(claim, hasWritten);
            await hasWritten.Task;
            await server.Process.KillAsync();
            var e = await Assert.ThrowsAnyAsync<JournalStoreException>(() => appends);
            Assert.Contains(e.Failure, new[] { JournalStoreFailure.OutcomeUnknown, JournalStoreFailure.Unavailable });
            await server.StartAsync();
        }

        var content = await Retry(() => store.Read(Id).AsTask());
        Assert.InRange(content!.Version, acknowledged, acknowledged + 1);

        async Task AppendUntilFailure(JournalContent claim, TaskCompletionSource hasWritten)
        {
            for (var count = 0; ; count++)
            {
                acknowledged = await store.Append(new(
                    Id, acknowledged, claim.OwnerEpoch, [new byte[] { 1 }], default, WakeUp.Keep));
                if (count == 50)
                {
                    hasWritten.SetResult();
                }
            }
        }
    }

    [RedisFact]
    public async Task Append_ScriptsFlushed_AreLoadedAgain()
    {
        await using var server = await StartAsync();
        using var store = Store(server);
        var claim = await store.Claim(Id);
        await server.CommandAsync("SCRIPT FLUSH");
        Assert.Equal(1, await store.Append(new(Id, 0, claim.OwnerEpoch, [new byte[] { 1 }], default, WakeUp.Keep)));
        Assert.Equal(1, (await store.Read(Id))!.Version);
    }

    [RedisFact]
    public async Task Append_OutOfMemory_IsRefusedWhileReadsGoOn()
    {
        await using var server = await StartAsync();
        using var store = Store(server);
        var claim = await store.Claim(Id);
        var append = new JournalAppend(Id, 0, claim.OwnerEpoch, [new byte[] { 1 }], default, WakeUp.Keep);
        await store.Append(append);
        await server.CommandAsync("CONFIG SET maxmemory 1");

        var e = await Assert.ThrowsAsync<JournalStoreException>(
            async () => await store.Append(append with { ExpectedVersion = 1 }));
        Assert.Equal(JournalStoreFailure.Full, e.Failure);
        Assert.Equal(1, (await store.Read(Id))!.Version);

        await server.CommandAsync("CONFIG SET maxmemory 0");
        Assert.Equal(2, await store.Append(append with { ExpectedVersion = 1 }));
    }

    [RedisFact]
    public async Task Append_ReadOnlyReplica_IsRefusedAsUnavailable()
    {
        await using var server = await StartAsync();
        using var store = Store(server);
        var claim = await store.Claim(Id);
        await server.CommandAsync("REPLICAOF 127.0.0.1 1");

        var e = await Assert.ThrowsAsync<JournalStoreException>(async () => await store.Append(new(
            Id, 0, claim.OwnerEpoch, [new byte[] { 1 }], default, WakeUp.Keep)));
        Assert.Equal(JournalStoreFailure.Unavailable, e.Failure);
        await server.CommandAsync("REPLICAOF NO ONE");
        Assert.Equal(0, (await store.Claim(Id)).Version);
    }

    [RedisFact]
    public async Task Append_NoAnswerInTime_IsOfUnknownOutcomeAndFencedByTheNextClaim()
    {
        await using var server = await StartAsync();
        using var store = Store(server, timeout: TimeSpan.FromMilliseconds(300));
        var claim = await store.Claim(Id);
        await server.CommandAsync("CLIENT PAUSE 60000 WRITE");

        var append = new JournalAppend(Id, 0, claim.OwnerEpoch, [new byte[] { 1 }], default, WakeUp.Keep);
        var e = await Assert.ThrowsAsync<JournalStoreException>(async () => await store.Append(append));
        Assert.Equal(JournalStoreFailure.OutcomeUnknown, e.Failure);

        await server.CommandAsync("CLIENT UNPAUSE");
        var next = await Retry(() => store.Claim(Id).AsTask());
        Assert.True(next.OwnerEpoch > claim.OwnerEpoch);
        await Assert.ThrowsAsync<JournalConflictException>(
            async () => await store.Append(append with { ExpectedVersion = next.Version }));
    }

    [RedisFact]
    public async Task Store_RedisCameBackWithOlderData_HaltsTheShardAndSaysSo()
    {
        await using var server = await StartAsync();
        using var store = Store(server);
        var claim = await store.Claim(Id);
        var append = new JournalAppend(Id, 0, claim.OwnerEpoch, [new byte[] { 1 }], default, WakeUp.Keep);
        await store.Append(append);
        using var backup = new TemporaryDirectory("redis-backup-");
        Copy(server.DataPath, backup.FullName);
        await store.Append(append with { ExpectedVersion = 1 });

        await server.Process.KillAsync();
        Copy(backup.FullName, server.DataPath);
        await server.StartAsync();

        await Halted(async () => await store.Read(Id));
        await Halted(async () => await store.Claim(Id));
        await Halted(async () => await store.Append(append with { ExpectedVersion = 1 }));

        // A store that never saw the lost append cannot know, and a shard that lost nothing is served.
        using var other = Store(server);
        Assert.Equal(1, (await other.Read(Id))!.Version);
        Assert.Null(await store.Read(OfAnotherShard()));
    }

    [RedisFact]
    public async Task Store_RedisCameBackEmpty_HaltsWhatWasThere()
    {
        await using var server = await StartAsync();
        using var store = Store(server);
        var claim = await store.Claim(Id);
        await server.CommandAsync("FLUSHALL");

        await Halted(async () => await store.Append(new(
            Id, 0, claim.OwnerEpoch, [new byte[] { 1 }], default, WakeUp.Keep)));
        await Halted(async () => await store.Claim(Id));
    }

    private static JournalId OfAnotherShard() => Enumerable.Range(0, 1000)
        .Select(i => new JournalId($"b/{i}"))
        .First(i => RedisKeys.ShardOf(i) != RedisKeys.ShardOf(Id));

    private static async Task Halted(Func<Task> action)
    {
        var e = await Retry(() => Assert.ThrowsAsync<JournalStoreException>(action), isTransientResult: r => r.IsTransient);
        Assert.Equal(JournalStoreFailure.Regressed, e.Failure);
        Assert.False(e.IsTransient);
    }

    /// <summary>Repeats while the client is reconnecting.</summary>
    private static async Task<T> Retry<T>(Func<Task<T>> action, Func<T, bool>? isTransientResult = null)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                var result = await action();
                if (isTransientResult?.Invoke(result) != true || attempt == 400) return result;
            }
            catch (JournalStoreException e) when (e.IsTransient && attempt < 400)
            {
                // Not yet.
            }

            await timer.WaitForNextTickAsync();
        }
    }

    private static void Copy(string from, string to)
    {
        Directory.Delete(to, recursive: true);
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private async Task<RedisServer> StartAsync(params string[] settings)
    {
        var server = new RedisServer(_home.FullName, settings);
        await server.StartAsync();
        return server;
    }

    private static RedisJournalStore Store(
        RedisServer server, RedisDurability durability = RedisDurability.Always, TimeSpan? timeout = null) =>
        new(
            new()
            {
                ConnectionString = server.ConnectionString,
                Durability = durability,
                Timeout = timeout ?? TimeSpan.FromSeconds(5),
            },
            TimeProvider.System,
            NullLogger<RedisJournalStore>.Instance);
}
