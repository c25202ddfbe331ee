using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ShopActors;

/// <summary>
/// Sends events to receivers, signed as the Standard Webhooks specification says. It follows no redirects and uses no
/// proxy, so that every connection is checked (<see cref="WebhookTarget"/>).
/// </summary>
internal sealed partial class EventSender : IDisposable
{
    private static readonly MediaTypeHeaderValue Json = new("application/cloudevents+json");

    private readonly HttpMessageInvoker _http;
    private readonly EventOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _log;

    public EventSender(IOptions<EventOptions> options, TimeProvider time, ILogger<EventSender> log)
    {
        (_options, _time, _log) = (options.Value, time, log);
        var allowPrivate = _options.Webhooks.AllowPrivateTargets;
        _http = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            MaxResponseHeadersLength = 16,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5), // names may get other addresses
            ConnectCallback = (context, cancellationToken) =>
                WebhookTarget.ConnectAsync(context.DnsEndPoint, allowPrivate, cancellationToken),
        });
    }

    /// <summary>Sends an event once; the answer's status, or 0 if there was none.</summary>
    public async Task<(int Status, TimeSpan? RetryAfter)> SendAsync(
        string url, IReadOnlyList<string> secrets, OutboxMessage message)
    {
        var body = message.ToCloudEvent(_options.Source);
        var timestamp = _time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, url);
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = Json;
        request.Headers.Add("webhook-id", message.Id);
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.Add("webhook-signature", Sign(secrets, $"{message.Id}.{timestamp}.", body));
        using var timeout = new CancellationTokenSource(_options.Webhooks.Timeout, _time);
        try
        {
            // The status is the answer; the body is not read.
            using var response = await _http.SendAsync(request, timeout.Token).ConfigureAwait(false);
            return ((int)response.StatusCode, response.Headers.RetryAfter?.Delta);
        }
        catch (Exception e) when (e is HttpRequestException or IOException || timeout.IsCancellationRequested)
        {
            LogUnreachable(_log, message.Id, url, e.Message);
            return (0, null);
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>One signature per secret: HMAC-SHA256 of the id, the timestamp and the body.</summary>
    private static string Sign(IReadOnlyList<string> secrets, string head, byte[] body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes(head), .. body];
        return string.Join(' ', secrets.Select(secret =>
            "v1," + Convert.ToBase64String(HMACSHA256.HashData(WebhookRules.KeyOf(secret), signed))));
    }

    [LoggerMessage(5601, LogLevel.Warning, "Event {Event} could not be delivered to {Url}: {Reason}")]
    private static partial void LogUnreachable(ILogger logger, string @event, string url, string reason);
}
