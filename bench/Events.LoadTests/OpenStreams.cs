using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace ShopActors.Events.LoadTests;

/// <summary>What open event streams cost: memory and CPU of those that are silent, and CPU of each frame.</summary>
internal static class OpenStreams
{
    private const int Events = 20;
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task<bool> MeasureAsync(
        MeasuredShop shop, EventLoadOptions options, CancellationToken cancellationToken)
    {
        var sku = shop.Skus[0];
        var idle = await CpuOfSilenceAsync(shop, cancellationToken).ConfigureAwait(false);
        var (memory, opening) = (shop.MemoryMegabytes, shop.CpuSeconds);
        using var closing = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var streams = new OpenStream[options.Connections];
        await MeasuredShop.InParallelAsync(options.Connections, async i =>
            streams[i] = await OpenStream.OpenAsync(shop.Address, sku, closing.Token).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
        opening = shop.CpuSeconds - opening;
        var silent = await CpuOfSilenceAsync(shop, cancellationToken).ConfigureAwait(false) - idle;
        var held = shop.MemoryMegabytes - memory;

        var cpu = shop.CpuSeconds;
        for (var i = 0; i < Events; i++)
        {
            await shop.OperateAsync(
                new(HttpMethod.Post, $"/stock/{sku}/adjustments")
                {
                    Body = """{"delta":1,"reason":"received"}""",
                    IdempotencyKey = $"adjust-{i}",
                },
                cancellationToken).ConfigureAwait(false);
        }

        using var patience = new CancellationTokenSource(Patience);
        while (!Array.TrueForAll(streams, stream => stream.Frames >= Events) && !patience.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken).ConfigureAwait(false);
        }

        cpu = shop.CpuSeconds - cpu;
        var frames = streams.Sum(stream => stream.Frames);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"streams    {options.Connections:N0} open: {held * 1024 / options.Connections:N1} kB and "
            + $"{opening * 1000 / options.Connections:N2} ms to open each; silent they take "
            + $"{silent / Silence.TotalSeconds:P1} of a processor beyond {idle / Silence.TotalSeconds:P1} without"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"           {frames:N0} frames of {Events} events: {cpu * 1e6 / frames:N1} us of CPU each"));
        await closing.CancelAsync().ConfigureAwait(false);
        foreach (var stream in streams) stream.Dispose();
        return frames == (long)Events * options.Connections;
    }

    private static async Task<double> CpuOfSilenceAsync(MeasuredShop shop, CancellationToken cancellationToken)
    {
        // The compiler is still at work for a while.
        await Task.Delay(Silence, cancellationToken).ConfigureAwait(false);
        var before = shop.CpuSeconds;
        await Task.Delay(Silence, cancellationToken).ConfigureAwait(false);
        return shop.CpuSeconds - before;
    }

    /// <summary>A client that counts frames.</summary>
    private sealed class OpenStream : IDisposable
    {
        private static readonly byte[] Mark = "\nid:"u8.ToArray();

        private readonly TcpClient _tcp = new() { NoDelay = true };
        private int _matched;

        public int Frames { get; private set; }

        public static async Task<OpenStream> OpenAsync(Uri address, string sku, CancellationToken cancellationToken)
        {
            var stream = new OpenStream();
            await stream._tcp.ConnectAsync(address.Host, address.Port, cancellationToken).ConfigureAwait(false);
            var request = $"GET /stock/{sku}/events HTTP/1.1\r\nHost: {address.Authority}\r\n\r\n";
            var network = stream._tcp.GetStream();
            await network.WriteAsync(Encoding.ASCII.GetBytes(request), cancellationToken).ConfigureAwait(false);
            var head = new byte[1024];
            var length = await network.ReadAsync(head, cancellationToken).ConfigureAwait(false);
            var text = Encoding.ASCII.GetString(head, 0, length);
            if (!text.StartsWith("HTTP/1.1 200", StringComparison.Ordinal)) throw new InvalidOperationException(text);
            stream.Count(head.AsSpan(0, length));
            _ = stream.ReadAsync(network, cancellationToken);
            return stream;
        }

        public void Dispose() => _tcp.Dispose();

        private async Task ReadAsync(NetworkStream network, CancellationToken cancellationToken)
        {
            var buffer = new byte[512];
            try
            {
                int length;
                while ((length = await network.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
                {
                    Count(buffer.AsSpan(0, length));
                }
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException)
            {
                // It is closed.
            }
        }

        private void Count(ReadOnlySpan<byte> bytes)
        {
            foreach (var value in bytes)
            {
                _matched = value == Mark[_matched] ? _matched + 1 : value == Mark[0] ? 1 : 0;
                if (_matched < Mark.Length) continue;
                Frames++;
                _matched = 0;
            }
        }
    }
}
