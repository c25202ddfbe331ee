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
    private readonly HttpListener _listener = new();
    private readonly Task _loop;

    public EventReceiver()
    {
        Address = new($"http://127.0.0.1:{FreePort.Next()}/");
        _listener.Prefixes.Add(Address.ToString());
        _listener.Start();
        _loop = ReceiveAsync();
    }

    public Uri Address { get; }

    public IReadOnlyList<EventRow> Received => [.. _received];

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _loop.ConfigureAwait(false);
    }

    private async Task ReceiveAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync().ConfigureAwait(false);
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
            context.Response.Close();
        }
        catch (Exception broken) when (broken is IOException or HttpListenerException or JsonException)
        {
            // The sender was killed while it sent: another silo sends the event again.
            context.Response.Abort();
        }
    }
}
