using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Options;

namespace ShopActors.PaymentSimulator;

/// <summary>
/// Sends signed webhooks, at least once while the process runs, in no particular order. Webhooks that are undelivered
/// when the process ends, or that exceed the queue, are lost: a shop must not depend on webhooks.
/// </summary>
internal sealed partial class WebhookSender(
    IOptions<SimulatorOptions> options, IWebhookChannel? channel, TimeProvider time, ILogger<WebhookSender> logger)
    : BackgroundService
{
    private const int QueueMax = 10_000;
    private const int AttemptsMax = 8;
    private const int SendersMax = 4;

    private readonly Channel<Delivery> _queue = Channel.CreateBounded<Delivery>(
        new BoundedChannelOptions(QueueMax) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>
    /// Queues the webhooks of an operation, with the number and delay that the payment's token demands.
    /// </summary>
    public void Announce(LogEntry entry, string? script, TimeSpan delay = default)
    {
        if (channel is null || (channel.OnlyNews && !Tokens.MakesNews(script))) return;

        if (script == Tokens.LateWebhook && entry.Kind == OperationKind.Authorise) delay = options.Value.LateDelay;
        var copies = script == Tokens.DuplicateWebhook ? 3 : 1;
        for (var copy = 0; copy < copies; copy++)
        {
            _queue.Writer.TryWrite(new Delivery(ToEvent(entry), time.GetUtcNow() + delay));
        }
    }

    /// <summary>Computes the signature of a body: HMAC-SHA256 over the time, a dot and the raw body.</summary>
    internal static string Sign(string secret, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        var seconds = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signed = new byte[seconds.Length + 1 + body.Length];
        var length = Encoding.ASCII.GetBytes(seconds, signed);
        signed[length] = (byte)'.';
        body.CopyTo(signed.AsSpan(length + 1));
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed);
        return $"t={seconds},v1={Convert.ToHexStringLower(hash)}";
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, SendersMax).Select(_ => SendLoopAsync(stoppingToken)));

    private async Task SendLoopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var delivery in _queue.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                // A delayed webhook must not hold up those behind it: it waits separately.
                if (delivery.NotBefore > time.GetUtcNow()) _ = SendLaterAsync(delivery, cancellationToken);
                else await SendAsync(delivery, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task SendLaterAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(delivery.NotBefore - time.GetUtcNow(), time, cancellationToken).ConfigureAwait(false);
            await SendAsync(delivery, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task SendAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(delivery.Event, SimulatorJson.Default.WebhookEvent);
        for (var attempt = 1; attempt <= AttemptsMax; attempt++)
        {
            var signature = Sign(options.Value.WebhookSecret, time.GetUtcNow(), body);
            if (await channel!.SendAsync(body, signature, cancellationToken).ConfigureAwait(false)) return;
            var pause = TimeSpan.FromMilliseconds(100 << attempt);
            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
        }

        LogGivenUp(logger, delivery.Event.Id, AttemptsMax);
    }

    private static WebhookEvent ToEvent(LogEntry entry)
    {
        var kind = entry.Kind switch
        {
            OperationKind.Authorise => "authorisation",
            OperationKind.Capture => "capture",
            OperationKind.Void => "void",
            _ => "refund",
        };
        var outcome = entry.Outcome == OperationOutcome.Succeeded ? "succeeded" : "failed";
        return new(
            $"evt_{entry.Payment}_{entry.Sequence}", $"{kind}.{outcome}", entry.Payment, entry.Order, entry.Key,
            entry.Amount, entry.Currency, entry.At);
    }

    [LoggerMessage(
        EventId = 5101, Level = LogLevel.Warning, Message = "Gave up webhook {EventId} after {Attempts} attempts")]
    private static partial void LogGivenUp(ILogger logger, string eventId, int attempts);

    private sealed record Delivery(WebhookEvent Event, DateTimeOffset NotBefore);
}
