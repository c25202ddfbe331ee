using System.Diagnostics;
using System.Text;
using ShopActors.Storage;
using ShopActors.Storage.Sqlite;
using ShopActors.TestKit;

namespace Storage.Benchmarks;

/// <summary>A store of very many journals: opening it, its memory, its space, and reading at random.</summary>
internal static class LargeStoreBenchmark
{
    private const int EventBytes = 200;
    private const int Writers = 512;
    private const int Reads = 20_000;

    public static async Task RunAsync(string directory, int journals)
    {
        using (var store = Open(directory)) await FillAsync(store, journals);

        var before = Managed();
        var watch = Stopwatch.StartNew();
        using var opened = Open(directory);
        var elapsed = watch.Elapsed;
        var memory = Managed() - before;
        var disk = new FileInfo(Path.Combine(directory, "shop.db")).Length;
        Console.WriteLine(
            $"open {journals:N0} journals of {EventBytes} B: {elapsed.TotalMilliseconds:N0} ms, each " +
            $"{(double)memory / journals:F1} B of memory, {(double)disk / journals:N0} B of disk, " +
            $"{disk / ((double)journals * (EventBytes + Id(0).Value.Length)):F2} x its id and data");
        await ReadAsync(opened, journals);
    }

    private static JournalId Id(int journal) => new($"order/ord_{journal:D24}");

    private static SqliteJournalStore Open(string directory) =>
        SqliteJournalStore.Open(directory, new(), TimeProvider.System);

    private static async Task FillAsync(SqliteJournalStore store, int journals)
    {
        var watch = Stopwatch.StartNew();
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(async _ =>
        {
            ReadOnlyMemory<byte>[] events = [Encoding.UTF8.GetBytes($"\"{new string('x', EventBytes - 2)}\"")];
            for (var i = Interlocked.Increment(ref next); i < journals; i = Interlocked.Increment(ref next))
            {
                await store.AppendAsync(new JournalOwner(Id(i), 0, 0).Next(events));
            }
        }));
        Console.WriteLine($"fill: {journals / watch.Elapsed.TotalSeconds:N0} journals/s");
    }

    private static async Task ReadAsync(SqliteJournalStore store, int journals)
    {
        var random = new Random(1);
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < Reads; i++) await store.ReadAsync(Id(random.Next(journals)));
        var known = watch.Elapsed / Reads;
        watch.Restart();
        for (var i = 0; i < Reads; i++) await store.ReadAsync(Id(journals + i));
        var unknown = watch.Elapsed / Reads;
        Console.WriteLine(
            $"read at random: {known.TotalMicroseconds:F1} us, unknown ids {unknown.TotalMicroseconds:F1} us");
    }

    private static long Managed()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
