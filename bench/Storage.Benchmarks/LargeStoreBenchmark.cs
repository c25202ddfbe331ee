using System.Diagnostics;
using ShopActors.Storage;
using ShopActors.Storage.FileLog;

namespace Storage.Benchmarks;

/// <summary>A store of very many live journals: opening it, its memory, and its space after much rewriting.</summary>
internal static class LargeStoreBenchmark
{
    private const int EventBytes = 200;
    private const int WritersMax = 512;

    public static void Run(string directory, int journals)
    {
        Scratch.Empty(directory);
        Fill(directory, journals);
        Open(directory, journals);
        Rewrite(directory, journals);
    }

    private static JournalId Id(int journal) => new($"order/ord_{journal:D24}");

    private static void Fill(string directory, int journals)
    {
        using var store = Open(directory);
        var watch = Stopwatch.StartNew();
        var next = -1;
        Task.WhenAll(Enumerable.Range(0, WritersMax).Select(async _ =>
        {
            ReadOnlyMemory<byte>[] events = [new byte[EventBytes]];
            for (var i = Interlocked.Increment(ref next); i < journals; i = Interlocked.Increment(ref next))
            {
                await store.Append(new JournalAppend(Id(i), 0, 0, events, default, WakeUp.Keep));
            }
        })).GetAwaiter().GetResult();
        Console.WriteLine($"fill {journals:N0} journals of {EventBytes} B: {journals / watch.Elapsed.TotalSeconds:N0}/s");
    }

    private static void Open(string directory, int journals)
    {
        var before = Managed();
        var watch = Stopwatch.StartNew();
        using var store = Open(directory);
        var elapsed = watch.Elapsed;
        var memory = Managed() - before;
        Console.WriteLine(
            $"open {store.Count:N0} live journals ({store.AllocatedBytes / 1e6:N0} MB of log): {elapsed.TotalSeconds:F2} s, " +
            $"{(double)memory / journals:F0} B of memory per journal");
        GC.KeepAlive(store);
    }

    private static void Rewrite(string directory, int journals)
    {
        using var store = Open(directory);
        var watch = Stopwatch.StartNew();
        var next = -1;
        var appends = journals * 2;
        var latencies = new List<double>();
        Task.WhenAll(Enumerable.Range(0, WritersMax).Select(async writer =>
        {
            // Each writer has its own journals, chosen at random, so no append conflicts.
            var random = new Random(writer);
            var versions = new Dictionary<int, long>();
            ReadOnlyMemory<byte>[] events = [new byte[EventBytes]];
            while (Interlocked.Increment(ref next) < appends)
            {
                var journal = (random.Next(journals / WritersMax) * WritersMax) + writer;
                var version = versions.GetValueOrDefault(journal, 1);
                var started = Stopwatch.GetTimestamp();
                versions[journal] = await store.Append(
                    new JournalAppend(Id(journal), version, 0, events, events[0], WakeUp.Keep));
                var milliseconds = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
                lock (latencies)
                {
                    latencies.Add(milliseconds);
                }
            }
        })).GetAwaiter().GetResult();
        var rate = appends / watch.Elapsed.TotalSeconds;
        latencies.Sort();
        var live = (double)journals * (EventBytes + Id(0).Value.Length);
        Console.WriteLine(
            $"rewrite {appends:N0} times at random with compaction: {rate:N0}/s, p50 {latencies[latencies.Count / 2]:F1} ms, " +
            $"p99.9 {latencies[(int)(latencies.Count * 0.999)]:F1} ms");
        Console.WriteLine(
            $"disk after compaction: {store.AllocatedBytes / 1e6:N0} MB for {live / 1e6:N0} MB of ids and data: " +
            $"{store.AllocatedBytes / live:F2} x");
    }

    private static FileJournalStore Open(string directory) =>
        FileJournalStore.Open(directory, new FileJournalStoreOptions(), TimeProvider.System);

    private static long Managed()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
