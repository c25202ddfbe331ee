using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ShopActors.WebApi.Tests.Events;

/// <summary>A program that gets webhooks: a server of its own, with the answers that a test chooses.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<ReceivedWebhook> _received = new();
    private readonly WebApplication _app;
    private TaskCompletionSource _arrival = NewArrival();

    private WebhookReceiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(ReceiveAsync);
    }

    /// <summary>The answer to a delivery; 204 unless a test says otherwise.</summary>
    public Func<ReceivedWebhook, HttpStatusCode> Answer { get; set; } = static _ => HttpStatusCode.NoContent;

    public Uri Address { get; private set; } = null!;

    /// <summary>Everything that arrived, whatever was answered.</summary>
    public IReadOnlyList<ReceivedWebhook> Received => [.. _received];

    public static async Task<WebhookReceiver> StartAsync()
    {
        var receiver = new WebhookReceiver();
        await receiver._app.StartAsync();
        receiver.Address = new(receiver._app.Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return receiver;
    }

    /// <summary>Waits until what arrived fulfils a condition.</summary>
    public async Task<IReadOnlyList<ReceivedWebhook>> WaitAsync(
        string what, Func<IReadOnlyList<ReceivedWebhook>, bool> isThere)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var arrival = Volatile.Read(ref _arrival).Task;
            var received = Received;
            if (isThere(received)) return received;

            try
            {
                await arrival.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"{what} did not arrive. What did:\n{string.Join('\n', received)}");
            }
        }
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var webhook = new ReceivedWebhook(
            await reader.ReadToEndAsync(),
            context.Request.ContentType!,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString()));
        context.Response.StatusCode = (int)Answer(webhook);
        _received.Enqueue(webhook);
        Interlocked.Exchange(ref _arrival, NewArrival()).TrySetResult();
    }

    private static TaskCompletionSource NewArrival() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>A delivery as it arrived.</summary>
internal sealed record ReceivedWebhook(string Body, string MediaType, IReadOnlyDictionary<string, string> Headers)
{
    public JsonNode Event { get; } = JsonNode.Parse(Body)!;

    public string Id => (string)Event["id"]!;

    public string Type => (string)Event["type"]!;

    public string Subject => (string)Event["subject"]!;

    public long Sequence => (long)Event["sequence"]!;

    public override string ToString() => $"{Id} {Type} {Subject} {Sequence}";
}
