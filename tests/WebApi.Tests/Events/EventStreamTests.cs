using System.Net;
using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;

namespace ShopActors.WebApi.Tests.Events;

/// <summary>Streams of events, as a page or program that stays connected sees them.</summary>
public sealed class EventStreamTests(EventsFixture shop) : IClassFixture<EventsFixture>, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly HttpClient _http = new() { BaseAddress = shop.Address, Timeout = Timeout.InfiniteTimeSpan };
    private readonly CancellationTokenSource _patience = new(Patience);

    [Fact]
    public async Task All_Followed_ShowsACheckoutInOrder()
    {
        using var stream = await OpenAsync("/ops/events", ShopFixture.OpsToken);
        using var shopper = shop.NewClient();
        var cart = await shopper.NewCartWithAsync("BOOK-CLA-005");
        var order = await BuyAsync(shopper, cart, "streams-1");

        var types = new List<string>();
        await foreach (var frame in ReadAsync(stream))
        {
            var e = JsonNode.Parse(frame.Data)!;
            Assert.Equal(frame.EventId, (string)e["id"]!);
            if ((string)e["subject"]! == order) types.Add((string)e["type"]!);
            if (types is [.., "shop.order.confirmed.v1"]) break;
        }

        Assert.Equal(
            [
                "shop.order.placed.v1", "shop.payment.authorised.v1", "shop.payment.captured.v1",
                "shop.order.confirmed.v1",
            ],
            types);
    }

    [Fact]
    public async Task Order_FollowedFromAnEarlierEvent_HasNoGap()
    {
        using var all = await OpenAsync("/ops/events", ShopFixture.OpsToken);
        using var shopper = shop.NewClient();
        var cart = await shopper.NewCartWithAsync("BOOK-CLA-005");
        var order = await BuyAsync(shopper, cart, "streams-2");
        string? placed = null;
        await foreach (var frame in ReadAsync(all))
        {
            var e = JsonNode.Parse(frame.Data)!;
            if ((string)e["subject"]! != order) continue;
            placed ??= frame.EventId;
            if ((string)e["type"]! == "shop.order.confirmed.v1") break;
        }

        // Of a stream that broke after the first event the next one gets the others, and then what is new.
        using var resumed = await OpenAsync($"/orders/{order}/events", shopper.Token, placed);
        using var operations = shop.NewOperator();
        await operations.PostAsync($"/orders/{order}/refunds", new { }, "streams-2-refund");
        var sequences = new List<long>();
        await foreach (var frame in ReadAsync(resumed))
        {
            var e = JsonNode.Parse(frame.Data)!;
            Assert.Equal(order, (string)e["subject"]!);
            sequences.Add((long)e["sequence"]!);
            if ((string)e["type"]! == "shop.order.refunded.v1") break;
        }

        Assert.Equal([2, 3, 4, 5], sequences);
    }

    [Fact]
    public async Task Stock_FollowedByAnyone_ShowsItsChanges()
    {
        using var stream = await OpenAsync("/stock/BOOK-CLA-006/events", null);
        using var shopper = shop.NewClient();
        await shopper.NewCartAsync();
        Assert.Equal(HttpStatusCode.Created, (await shopper.PostAsync("/stock/BOOK-CLA-006?quantity=1")).Status);

        await foreach (var frame in ReadAsync(stream))
        {
            var e = JsonNode.Parse(frame.Data)!;
            Assert.Equal("shop.stock.changed.v1", (string)e["type"]!);
            Assert.Equal("reserved", (string)e["data"]!["change"]!);
            break;
        }
    }

    [Theory]
    [InlineData("evt_")]
    [InlineData("evt_-1")]
    [InlineData("17")]
    [InlineData("evt_99999999999999999999")]
    public async Task Stream_AfterWhatIsNoEvent_IsRefused(string id)
    {
        using var operations = shop.NewOperator();
        var answer = await operations.GetAsync("/ops/events", ("Last-Event-ID", id));
        Assert.Equal((HttpStatusCode.BadRequest, "cursor_invalid"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Stream_OfWhatIsNotTheCallers_IsRefused()
    {
        using var owner = shop.NewClient();
        var cart = await owner.NewCartWithAsync("BOOK-CLA-005");
        var order = await BuyAsync(owner, cart, "streams-3");
        using var other = shop.NewClient();
        await other.NewCartAsync();

        Assert.Equal("order_not_found", (await other.GetAsync($"/orders/{order}/events")).Code);
        Assert.Equal(HttpStatusCode.Forbidden, (await other.GetAsync("/ops/events")).Status);
        Assert.Equal("sku_not_found", (await other.GetAsync("/stock/NO-SUCH/events")).Code);
        using var anonymous = shop.NewClient();
        Assert.Equal(HttpStatusCode.Unauthorized, (await anonymous.GetAsync($"/orders/{order}/events")).Status);
    }

    [Fact]
    public async Task Head_OfAStream_Ends()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, "/stock/BOOK-CLA-005/events");
        using var answer = await _http.SendAsync(request, _patience.Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Streams_AboveTheirNumber_AreShed()
    {
        // Streams of other tests may not have ended yet.
        const string path = "/stock/BOOK-CLA-007/events";
        var open = new List<HttpResponseMessage>();
        while (await TryOpenAsync(path, null) is { } stream) open.Add(stream);
        Assert.InRange(open.Count, 0, EventsFixture.StreamsMax);
        using var client = shop.NewClient();
        Assert.Equal("overloaded", (await client.GetAsync(path)).Code);

        open.ForEach(stream => stream.Dispose());
        HttpResponseMessage? again = null;
        while (again is null)
        {
            _patience.Token.ThrowIfCancellationRequested();
            again = await TryOpenAsync(path, null);
        }

        again.Dispose();
    }

    public void Dispose()
    {
        _http.Dispose();
        _patience.Dispose();
    }

    /// <summary>Opens a stream, once those of other tests have ended.</summary>
    private async Task<HttpResponseMessage> OpenAsync(string path, string? token, string? after = null)
    {
        while (true)
        {
            if (await TryOpenAsync(path, token, after) is { } stream) return stream;
            _patience.Token.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Buys a cart; repeats with the same key while the shop is busy, as a client does.</summary>
    private async Task<string> BuyAsync(Visitor shopper, string cart, string key)
    {
        while (true)
        {
            var checkout = await shopper.CheckoutAsync(cart, key);
            if (checkout.Status == HttpStatusCode.Created) return (string)checkout.Json["id"]!;
            Assert.False(_patience.IsCancellationRequested, checkout.ToString());
        }
    }

    private async Task<HttpResponseMessage?> TryOpenAsync(string path, string? token, string? after = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (after is not null) request.Headers.Add("Last-Event-ID", after);
        var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, _patience.Token);
        if (response.StatusCode == HttpStatusCode.OK) return response;
        response.Dispose();
        return null;
    }

    private async IAsyncEnumerable<SseItem<string>> ReadAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStreamAsync(_patience.Token);
        await foreach (var frame in SseParser.Create(body).EnumerateAsync(_patience.Token)) yield return frame;
    }
}
