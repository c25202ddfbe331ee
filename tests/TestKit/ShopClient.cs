using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace ShopActors.TestKit;

/// <summary>
/// Speaks the shop's public HTTP interface over kept-alive HTTP/1.1 connections and knows nothing else of it.
/// </summary>
internal sealed class ShopClient : IDisposable
{
    private readonly HttpMessageInvoker _http;

    public ShopClient(Uri address, int connections, TimeSpan? connectTimeout = null)
        : this(address, new SocketsHttpHandler
        {
            MaxConnectionsPerServer = connections,
            ConnectTimeout = connectTimeout ?? TimeSpan.FromSeconds(5),
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2),
            UseCookies = false,
            UseProxy = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
        })
    {
    }

    /// <summary>For connections that must be of a special kind, such as those that keep cookies.</summary>
    public ShopClient(Uri address, SocketsHttpHandler connections)
    {
        Address = address;
        _http = new HttpMessageInvoker(connections);
    }

    public Uri Address { get; }

    public async Task<ShopAnswer> SendAsync(ShopRequest call, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(call.Method, new Uri(Address, call.Path))
        {
            Version = HttpVersion.Version11,
        };
        if (call.Body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(call.Body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", call.MediaType);
        }

        Add("Authorization", call.Token is null ? null : "Bearer " + call.Token);
        Add("Idempotency-Key", call.IdempotencyKey);
        Add("If-Match", call.IfMatch);
        Add("Prefer", call.Prefer);
        foreach (var (name, value) in call.Headers) Add(name, value);

        using var response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        return new ShopAnswer((int)response.StatusCode, body)
        {
            Headers = response.Headers,
            ContentHeaders = response.Content.Headers,
            MediaType = response.Content.Headers.ContentType?.MediaType,
            Allow = [.. response.Content.Headers.Allow],
        };

        void Add(string name, string? value)
        {
            if (value is not null && !request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }
    }

    /// <summary>
    /// Sends and throws on anything but success: for set-up, where a refusal means that the run is void.
    /// </summary>
    public async Task<ShopAnswer> MustAsync(ShopRequest call, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(call, cancellationToken).ConfigureAwait(false);
        return answer.IsSuccess
            ? answer
            : throw new InvalidOperationException($"{call.Method} {call.Path} answered {answer}");
    }

    /// <summary>The SKUs on sale, page by page.</summary>
    public async Task<IReadOnlyList<string>> ReadSkusAsync(int atMost, CancellationToken cancellationToken)
    {
        List<string> skus = [];
        for (string? cursor = ""; cursor is not null && skus.Count < atMost;)
        {
            var path = cursor.Length == 0 ? "/products?limit=50"
                : $"/products?limit=50&cursor={Uri.EscapeDataString(cursor)}";
            var page = (await MustAsync(new(HttpMethod.Get, path), cancellationToken).ConfigureAwait(false)).Json;
            skus.AddRange(page.GetProperty("items").EnumerateArray()
                .Select(item => item.GetProperty("sku").GetString()!));
            cursor = page.TryGetProperty("nextCursor", out var next) && next.ValueKind == JsonValueKind.String
                ? next.GetString()
                : null;
        }

        return skus.Count > atMost ? skus[..atMost] : skus;
    }

    /// <summary>Puts the absolute number of units of a SKU on the shelf, under the version it has just read.</summary>
    public async Task SetStockAsync(string sku, long onHand, string? opsToken, CancellationToken cancellationToken)
    {
        var current = await MustAsync(new(HttpMethod.Get, $"/stock/{sku}") { Token = opsToken }, cancellationToken)
            .ConfigureAwait(false);
        await MustAsync(
            new(HttpMethod.Put, $"/stock/{sku}")
            {
                Body = $$"""{"onHand":{{onHand}}}""",
                Token = opsToken,
                IfMatch = current.ETag ?? $"\"{current.Json.GetProperty("version")}\"",
            },
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<ShopCart> CreateCartAsync(CancellationToken cancellationToken)
    {
        var answer = await MustAsync(new(HttpMethod.Post, "/carts") { Body = "{}" }, cancellationToken)
            .ConfigureAwait(false);
        var cart = answer.Json;
        return new(cart.GetProperty("id").GetString()!, cart.GetProperty("token").GetString()!);
    }

    /// <summary>Waits until a path answers 2xx, as a load balancer's probe does.</summary>
    public async Task WaitUntilReadyAsync(
        string path, TimeSpan patience, Func<bool> isAlive, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(patience);
        while (isAlive())
        {
            try
            {
                var answer = await SendAsync(new(HttpMethod.Get, path), deadline.Token).ConfigureAwait(false);
                if (answer.IsSuccess) return;
            }
            catch (Exception refused) when (refused is HttpRequestException or SocketException or IOException)
            {
                // Not listening yet; the delay below paces the next attempt.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), deadline.Token).ConfigureAwait(false);
        }

        throw new InvalidOperationException($"The process behind {Address} ended before {path} answered.");
    }

    public void Dispose() => _http.Dispose();
}
