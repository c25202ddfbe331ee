using System.Diagnostics;
using ShopActors.Storage;
using ShopActors.Storage.FileLog;

namespace Storage.Benchmarks;

/// <summary>Durable appends of 200 bytes: the store's group commit next to one writer that syncs each append.</summary>
internal static class AppendBenchmark
{
    private const int EventBytes = 200;

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(4);

    public static void Run(string directory)
    {
        foreach (var appenders in new[] { 1, 8, 64, 256 })
        {
            var before = Reference(directory);
            var (rate, syncs, allocated) = Store(directory, appenders);
            var reference = (before + Reference(directory)) / 2;
            Console.WriteLine(
                $"append 200 B, {appenders,3} appenders: {rate,9:N0}/s, {rate / reference,5:F1} x the reference " +
                $"(append + fdatasync loop: {reference:N0}/s), {syncs:N0} syncs/s, {allocated:N0} B allocated each");
        }
    }

    private static double Reference(string directory)
    {
        Scratch.Empty(directory);
        var disk = new DiskDirectory(directory);
        using var file = disk.Create("reference", 0);
        var bytes = new byte[EventBytes];
        var watch = Stopwatch.StartNew();
        long count = 0;
        for (; watch.Elapsed < Duration / 2; count++)
        {
            file.Write(count * EventBytes, bytes);
            file.Sync();
        }

        return count / watch.Elapsed.TotalSeconds;
    }

    private static (double Rate, double Syncs, double Allocated) Store(string directory, int appenders)
    {
        Scratch.Empty(directory);
        using var store = FileJournalStore.Open(directory, new FileJournalStoreOptions(), TimeProvider.System);
        using var stopping = new CancellationTokenSource();
        var syncs = store.SyncCount;
        var allocated = GC.GetTotalAllocatedBytes();
        var watch = Stopwatch.StartNew();
        var tasks = Enumerable.Range(0, appenders).Select(i => Append(store, new($"order/ord_{i:D24}"), stopping.Token)).ToArray();
        stopping.CancelAfter(Duration);
        long count = Task.WhenAll(tasks).GetAwaiter().GetResult().Sum();
        var seconds = watch.Elapsed.TotalSeconds;
        return (count / seconds, (store.SyncCount - syncs) / seconds,
            (GC.GetTotalAllocatedBytes() - allocated) / (double)count);
    }

    private static async Task<long> Append(FileJournalStore store, JournalId id, CancellationToken stopping)
    {
        // A snapshot every hundred appends keeps the journals bounded, as a grain does.
        const int SnapshotEvery = 100;
        var claim = await store.Claim(id, stopping);
        ReadOnlyMemory<byte>[] events = [new byte[EventBytes]];
        long version = 0;
        while (!stopping.IsCancellationRequested)
        {
            var snapshot = version % SnapshotEvery == 0 ? events[0] : default;
            version = await store.Append(
                new JournalAppend(id, version, claim.OwnerEpoch, events, snapshot, WakeUp.Keep), CancellationToken.None);
        }

        return version;
    }
}
