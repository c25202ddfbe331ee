using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using ShopActors.Chaos.Recording;
using ShopActors.TestKit;

namespace ShopActors.Chaos.Load;

/// <summary>A program that gets the shop's webhooks and writes down what arrives, repetitions included.</summary>
internal sealed class EventReceiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<EventRow> _received = new();
    private HttpListener _listener = new();
    private Task _loop = Task.CompletedTask;

    public EventReceiver() => Start();

    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort.Next()}/");

    public IReadOnlyList<EventRow> Received => [.. _received];

    /// <summary>Goes away: connections are refused.</summary>
    public void Stop() => _listener.Close();

    /// <summary>Is there, again.</summary>
    public void Start()
    {
        _listener = new HttpListener { Prefixes = { Address.ToString() } };
        _listener.Start();
        _loop = ReceiveAsync(_listener, _loop);
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _loop.ConfigureAwait(false);
    }

    private async Task ReceiveAsync(HttpListener listener, Task before)
    {
        await before.ConfigureAwait(false);
        while (listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync().ConfigureAwait(false);
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            // One after the other: the order of arrival is what the checker looks at.
            await AnswerAsync(context).ConfigureAwait(false);
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(context.Request.InputStream).ConfigureAwait(false);
            var e = body.RootElement;
            _received.Enqueue(new(
                e.GetProperty("id").GetString()!,
                e.GetProperty("type").GetString()!,
                e.GetProperty("subject").GetString()!,
                e.GetProperty("sequence").GetInt64(),
                e.GetProperty("data").GetRawText()));
            context.Response.StatusCode = 204;

            // A closed listener answers 400 on connections that it has kept, and the shop parks what is refused.
            context.Response.KeepAlive = false;
            context.Response.Close();
        }
        catch (Exception broken) when (
            broken is IOException or HttpListenerException or JsonException or ObjectDisposedException)
        {
            // The sender was killed while it sent, or this receiver went away: the event is sent again.
            context.Response.Abort();
        }
    }
}
