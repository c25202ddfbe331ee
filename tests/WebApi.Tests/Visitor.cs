using System.Net;
using System.Text.Json;
using ShopActors.WebApi.Tests.OpenApi;

namespace ShopActors.WebApi.Tests;

/// <summary>
/// Calls the shop as a browser or script would: keeps cookies and a token, sends objects as JSON, and any
/// header or text. An answer that docs/openapi.json does not describe fails the test.
/// </summary>
internal sealed class Visitor(ShopClient http) : IDisposable
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(60);

    public string? Token { get; private set; }

    public Visitor WithToken(string? token)
    {
        Token = token;
        return this;
    }

    public Task<Answer> GetAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, null, headers);

    public Task<Answer> PostAsync(
        string path, object? body = null, string? key = null, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, body, key is null ? headers : [.. headers, ("Idempotency-Key", key)]);

    public Task<Answer> PutAsync(string path, object body, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Put, path, body, headers);

    public Task<Answer> PatchAsync(string path, object body, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Patch, path, body, headers);

    public Task<Answer> DeleteAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Delete, path, null, headers);

    /// <summary>Sends text as it is, for bodies that no serializer would write.</summary>
    public Task<Answer> PostTextAsync(
        string path, string body, string mediaType = "application/json", string? key = null) =>
        SendAsync(new(HttpMethod.Post, path) { Body = body, MediaType = mediaType, IdempotencyKey = key });

    public Task<Answer> SendAsync(
        HttpMethod method, string path, object? body, params (string Name, string Value)[] headers) =>
        SendAsync(new(method, path)
        {
            Body = body is null ? null : JsonSerializer.Serialize(body, JsonSerializerOptions.Web),
            Headers = headers,
        });

    /// <summary>Sends headers and a body as they are, credentials included, in place of the client's own.</summary>
    public Task<Answer> SendRawAsync(
        HttpMethod method, string path, string? json, params (string Name, string Value)[] headers) =>
        AskAsync(new(method, path) { Body = json, Headers = headers });

    /// <summary>Creates a cart and goes on with its token.</summary>
    public async Task<string> NewCartAsync()
    {
        var cart = await PostAsync("/carts", new { });
        Assert.Equal(HttpStatusCode.Created, cart.Status);
        WithToken((string)cart.Json["token"]!);
        return (string)cart.Json["id"]!;
    }

    /// <summary>A cart with units of one SKU.</summary>
    public async Task<string> NewCartWithAsync(string sku, int quantity = 1)
    {
        var cart = await NewCartAsync();
        var added = await PostAsync($"/carts/{cart}/items", new { sku, quantity });
        Assert.True(added.Status == HttpStatusCode.OK, added.ToString());
        return cart;
    }

    public Task<Answer> CheckoutAsync(string cart, string key, string paymentToken = "tok_ok") =>
        PostAsync($"/carts/{cart}/checkout", new { paymentToken }, key);

    /// <summary>Asks for an order until it has ended.</summary>
    public async Task<Answer> WaitForEndAsync(string order)
    {
        using var patience = new CancellationTokenSource(ReadyWithin);
        while (true)
        {
            var answer = await GetAsync($"/orders/{order}");
            if (answer.Status == HttpStatusCode.OK && (string?)answer.Json["status"] is "confirmed" or "cancelled")
            {
                return answer;
            }

            if (patience.IsCancellationRequested)
            {
                throw new TimeoutException($"Order {order} did not end; the last answer was {answer}.");
            }

            await Task.Yield();
        }
    }

    public async Task WaitUntilReadyAsync()
    {
        using var patience = new CancellationTokenSource(ReadyWithin);
        while ((await GetAsync("/readyz")).Status != HttpStatusCode.OK)
        {
            if (patience.IsCancellationRequested)
            {
                throw new TimeoutException($"The shop was not ready within {ReadyWithin}.");
            }

            await Task.Yield();
        }
    }

    public void Dispose() => http.Dispose();

    private Task<Answer> SendAsync(ShopRequest request) => AskAsync(request with { Token = Token });

    private async Task<Answer> AskAsync(ShopRequest request)
    {
        var answer = await http.SendAsync(request, CancellationToken.None);
        ApiDocument.Committed.Check(request, answer);
        return new(answer);
    }
}
