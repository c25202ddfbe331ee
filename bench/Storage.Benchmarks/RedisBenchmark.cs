using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using ShopActors.Storage;
using ShopActors.Storage.Redis;
using ShopActors.TestKit;

namespace Storage.Benchmarks;

/// <summary>Appends through the Redis store next to redis-benchmark with the same script on the same server.</summary>
internal static class RedisBenchmark
{
    private const int EventBytes = 200;
    private const int ReferenceRequests = 100_000;

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(4);

    public static async Task Run(string directory)
    {
        if (RedisServer.MissingReason is { } missing)
        {
            Console.WriteLine($"redis: skipped, {missing}");
            return;
        }

        foreach (var sync in new[] { "always", "no" })
        {
            Scratch.Empty(directory);
            await using var server = new RedisServer(
                directory, "--appendonly", "yes", "--appendfsync", sync, "--maxmemory-policy", "noeviction");
            await server.StartAsync();
            foreach (var appenders in new[] { 64, 512 })
            {
                await Compare(server.Port, sync, appenders);
            }
        }
    }

    private static async Task Compare(int port, string sync, int appenders)
    {
        var options = new RedisJournalStoreOptions
        {
            ConnectionString = $"127.0.0.1:{port}",
            Durability = RedisDurability.None,
        };
        using var store = new RedisJournalStore(options, TimeProvider.System, NullLogger<RedisJournalStore>.Instance);
        await Append(store, new("warm-up"), TimeSpan.FromMilliseconds(200));
        var before = await Reference(port, appenders);
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var counts = await Task.WhenAll(
            Enumerable.Range(0, appenders).Select(i => Append(store, new($"order/ord_{i:D24}"), Duration)));
        cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;
        var rate = counts.Sum() / Duration.TotalSeconds;
        var reference = (before + await Reference(port, appenders)) / 2;
        Console.WriteLine(
            $"redis append 200 B, appendfsync {sync}, {appenders} appenders: {rate:N0}/s, " +
            $"{rate / reference:P0} of redis-benchmark with the same script ({reference:N0}/s), " +
            $"{cpu.TotalMicroseconds / counts.Sum():F1} us of CPU each");
    }

    private static async Task<long> Append(RedisJournalStore store, JournalId id, TimeSpan duration)
    {
        const int SnapshotEvery = 100;
        var claim = await store.Claim(id);
        var version = claim.Version;
        ReadOnlyMemory<byte>[] events = [new byte[EventBytes]];
        long count = 0;
        var watch = Stopwatch.StartNew();
        for (; watch.Elapsed < duration; count++)
        {
            var snapshot = version % SnapshotEvery == 0 ? events[0] : default;
            version = await store.Append(new(id, version, claim.OwnerEpoch, events, snapshot, WakeUp.Keep));
        }

        return count;
    }

    private static async Task<double> Reference(int port, int clients)
    {
        // A random journal each time, so that each append is the first of its journal and succeeds.
        const string Random = "__rand_int__";
        string[] arguments =
        [
            "-h", "127.0.0.1", "-p", $"{port}", "-n", $"{ReferenceRequests}", "-c", $"{clients}", "-r", "1000000000", "--csv",
            "EVALSHA", RedisScript.Append.Hash, "5", "ref:{00}:meta", $"ref:{{00}}:j:{Random}", $"ref:{{00}}:e:{Random}",
            "ref:{00}:wake", "ref:{00}:ids", "", "0", "reference", "0", "0", "1", Random, "", "", new string('x', EventBytes),
        ];
        using var process = Process.Start(
            new ProcessStartInfo("redis-benchmark", arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        // "name","requests per second","average latency", five percentiles: the name may hold anything, so from the end.
        var fields = output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1].Split("\",\"");
        return double.Parse(fields[^7], CultureInfo.InvariantCulture);
    }
}
