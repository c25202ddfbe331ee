using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using ShopActors.TestKit;

namespace ShopActors.Events.LoadTests;

/// <summary>
/// What a webhook endpoint of all events costs a purchase, how many events a second it gets, and how long after its
/// decision an event arrives. Rounds with and without the endpoint alternate.
/// </summary>
internal static class Delivery
{
    private const int PacedPerSecond = 100;
    private const int PacedSeconds = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task<bool> MeasureAsync(
        MeasuredShop shop, EventLoadOptions options, CancellationToken cancellationToken)
    {
        await shop.BuyAsync(options.Checkouts, cancellationToken).ConfigureAwait(false);
        List<double> alone = [], heard = [], perSecond = [];
        var isComplete = true;
        for (var round = 0; round < options.Rounds; round++)
        {
            alone.Add(await shop.BuyAsync(options.Checkouts, cancellationToken).ConfigureAwait(false));
            var (began, cpu) = (Stopwatch.GetTimestamp(), shop.CpuSeconds);
            var received = await HearAsync(
                shop,
                options.Checkouts,
                () => shop.BuyAsync(options.Checkouts, cancellationToken),
                cancellationToken).ConfigureAwait(false);
            isComplete &= received is not null;
            heard.Add(shop.CpuSeconds - cpu);
            perSecond.Add((received?.Count ?? 0) / Stopwatch.GetElapsedTime(began).TotalSeconds);
        }

        var (without, with) = (MeasuredShop.MedianOf(alone), MeasuredShop.MedianOf(heard));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"delivery   {MeasuredShop.MedianOf(perSecond):N0} events/s beside as many purchases as there is room for; "
            + $"a purchase costs {without * 1000 / options.Checkouts:N3} ms of CPU alone and "
            + $"{with * 1000 / options.Checkouts:N3} ms with an endpoint of all events ({with / without:N2} x); "
            + $"complete {isComplete}"));
        return isComplete & await MeasureDelayAsync(shop, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<bool> MeasureDelayAsync(MeasuredShop shop, CancellationToken cancellationToken)
    {
        var received = await HearAsync(
            shop,
            PacedPerSecond * PacedSeconds,
            () => shop.BuyAtAsync(PacedPerSecond, PacedSeconds, cancellationToken),
            cancellationToken).ConfigureAwait(false);
        if (received is null) return false;
        var delays = received.Select(e => e.Delay.TotalMilliseconds).Order().ToArray();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"           {PacedPerSecond} purchases/s: an event arrives {delays[delays.Length / 2]:N1} ms (p50), "
            + $"{delays[(int)(delays.Length * 0.99)]:N1} ms (p99) after its decision"));
        return true;
    }

    /// <summary>What a new endpoint of all events hears of purchases; null if that is not all in time.</summary>
    private static async Task<IReadOnlyCollection<Arrival>?> HearAsync(
        MeasuredShop shop, int purchases, Func<Task> buy, CancellationToken cancellationToken)
    {
        await using var receiver = new Receiver();
        var created = await shop.OperateAsync(
            new(HttpMethod.Post, "/webhook-endpoints")
            {
                Body = $$"""{"url":"{{receiver.Address}}","events":["*"]}""",
            },
            cancellationToken).ConfigureAwait(false);

        // A new endpoint is found within a second.
        await Task.Delay(TimeSpan.FromSeconds(2), cancellationToken).ConfigureAwait(false);
        await buy().ConfigureAwait(false);
        var isComplete = await receiver.WaitAsync(
            all => all.Count(e => e.Type == "shop.cart.checked_out.v1") >= purchases, Patience).ConfigureAwait(false);
        var id = created.Json.GetProperty("id").GetString();
        await shop.OperateAsync(new(HttpMethod.Delete, $"/webhook-endpoints/{id}"), cancellationToken)
            .ConfigureAwait(false);
        return isComplete ? receiver.Received : null;
    }

    private readonly record struct Arrival(string Type, TimeSpan Delay);

    private sealed class Receiver : IAsyncDisposable
    {
        private readonly ConcurrentQueue<Arrival> _received = new();
        private readonly HttpListener _listener = new();
        private readonly Task[] _loops;

        public Receiver()
        {
            Address = new($"http://127.0.0.1:{FreePort.Next()}/");
            _listener.Prefixes.Add(Address.ToString());
            _listener.Start();
            _loops = [.. Enumerable.Range(0, 8).Select(_ => Task.Run(ReceiveAsync))];
        }

        public Uri Address { get; }

        public ConcurrentQueue<Arrival> Received => _received;

        public async Task<bool> WaitAsync(Func<ConcurrentQueue<Arrival>, bool> isThere, TimeSpan patience)
        {
            for (var began = Stopwatch.GetTimestamp(); !isThere(_received);)
            {
                if (Stopwatch.GetElapsedTime(began) > patience) return false;
                await Task.Delay(TimeSpan.FromMilliseconds(20)).ConfigureAwait(false);
            }

            return true;
        }

        public async ValueTask DisposeAsync()
        {
            _listener.Close();
            await Task.WhenAll(_loops).ConfigureAwait(false);
        }

        private async Task ReceiveAsync()
        {
            while (_listener.IsListening)
            {
                try
                {
                    var context = await _listener.GetContextAsync().ConfigureAwait(false);
                    using var body = await JsonDocument.ParseAsync(context.Request.InputStream).ConfigureAwait(false);
                    var e = body.RootElement;
                    var delay = TimeProvider.System.GetUtcNow() - e.GetProperty("time").GetDateTimeOffset();
                    _received.Enqueue(new(e.GetProperty("type").GetString()!, delay));
                    context.Response.StatusCode = 204;
                    context.Response.Close();
                }
                catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
                {
                    return;
                }
            }
        }
    }
}
