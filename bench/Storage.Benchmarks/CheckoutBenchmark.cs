using System.Diagnostics;
using System.Globalization;
using System.Text;
using ShopActors.Storage;
using ShopActors.TestKit;

namespace Storage.Benchmarks;

/// <summary>
/// The appends of purchases as the shop makes them (cart, line, checkout; docs/design/checkout-saga.md), without
/// grains: what of a purchase is the store's. Each shopper buys one unit of a random SKU after the other.
/// </summary>
internal sealed class CheckoutBenchmark(IJournalStore store)
{
    private const int Shoppers = 64;
    private const int Skus = 259;
    private const int SnapshotEvents = 32;
    private static readonly byte[]?[] Texts = new byte[2001][];
    private static readonly DateTimeOffset Later = DateTimeOffset.UnixEpoch.AddYears(80);

    private readonly JournalOwner[] _stock =
        [.. Enumerable.Range(0, Skus).Select(i => new JournalOwner(new($"stock/BOOK-{i}"), 0, 0))];
    private long _orders;
    private long _appends;

    public async Task RunAsync(TimeSpan duration)
    {
        // What is not yet compiled would count as the store's.
        await RunForAsync(TimeSpan.FromSeconds(3));
        (_orders, _appends) = (0, 0);
        using var process = Process.GetCurrentProcess();
        var (cpu, allocated, written) = (process.TotalProcessorTime, GC.GetTotalAllocatedBytes(), BytesWritten());
        var watch = Stopwatch.StartNew();
        await RunForAsync(duration);
        process.Refresh();
        var each = 1.0 / _orders;
        Console.WriteLine(
            $"purchases of {Shoppers} shoppers: {_orders / watch.Elapsed.TotalSeconds:N0}/s, each " +
            $"{_appends * each:F1} appends, " +
            $"{(process.TotalProcessorTime - cpu).TotalMicroseconds * each:F0} us of processor, " +
            $"{(BytesWritten() - written) * each / 1024:F1} KiB written, " +
            $"{(GC.GetTotalAllocatedBytes() - allocated) * each / 1024:F1} KiB allocated");
    }

    private async Task RunForAsync(TimeSpan duration)
    {
        using var ending = new CancellationTokenSource(duration);
        await Task.WhenAll(Enumerable.Range(0, Shoppers).Select(shopper => Task.Run(async () =>
        {
            var random = new Random(shopper);
            while (!ending.IsCancellationRequested) await BuyAsync(_stock[random.Next(Skus)]);
        })));
    }

    private async Task BuyAsync(JournalOwner stock)
    {
        Interlocked.Increment(ref _orders);
        var id = RandomName();
        var cart = new JournalOwner(new($"cart/crt_{id}"), 0, 0);
        var order = new JournalOwner(new($"order/ord_{id}"), 0, 0);
        await Append(cart, 1, 250);
        await Append(cart, 1, 220);
        _ = Append(order, 1, 700, WakeUp.At(Later), $"order/cus_{RandomName()}");
        _ = Append(cart, 1, 120);
        _ = AppendStock(stock);
        await Append(order, 3, 170);
        await Append(order, 4, 120);
        _ = AppendStock(stock);
        _ = Append(cart, 1, 100);
        await Append(order, 5, 110, WakeUp.None);
    }

    private Task<long> Append(JournalOwner owner, int events, int bytes, WakeUp wakeUp = default, string? list = null)
    {
        Interlocked.Increment(ref _appends);
        var append = owner.Next([.. Enumerable.Repeat(Json(bytes), events)], wakeUp: wakeUp);
        return store.AppendAsync(owner.Take(append with { List = list })).AsTask();
    }

    private Task<long> AppendStock(JournalOwner stock)
    {
        Interlocked.Increment(ref _appends);
        lock (stock)
        {
            ReadOnlyMemory<byte> snapshot = stock.Version % SnapshotEvents == SnapshotEvents - 1 ? Json(2000) : default;
            return store.AppendAsync(stock.Take(stock.Next([Json(160)], snapshot))).AsTask();
        }
    }

    // As in the shop, names say nothing of the time.
    private static string RandomName() => Guid.NewGuid().ToString("N")[..26];

    private static ReadOnlyMemory<byte> Json(int bytes) =>
        Texts[bytes] ??= Encoding.UTF8.GetBytes($"\"{new string('x', bytes - 2)}\"");

    private static long BytesWritten()
    {
        var line = File.ReadLines("/proc/self/io")
            .First(line => line.StartsWith("write_bytes", StringComparison.Ordinal));
        return long.Parse(line[(line.IndexOf(':', StringComparison.Ordinal) + 2)..], CultureInfo.InvariantCulture);
    }
}
