using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using StandardWebhooks;
using StandardWebhooks.Diagnostics;

namespace ShopActors.WebApi.Tests.Events;

/// <summary>Webhook endpoints, as a receiver and an operator see them.</summary>
public sealed class WebhookTests(EventsFixture shop) : IClassFixture<EventsFixture>
{
    [Fact]
    public async Task Checkout_EndpointOfAllEvents_GetsThemInOrderAndSigned()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        using var operations = shop.NewOperator();
        var endpoint = await CreateAsync(operations, receiver, "*");
        using var shopper = shop.NewClient();
        var cart = await shopper.NewCartWithAsync("BOOK-CLA-005");
        var order = (string)(await shopper.CheckoutAsync(cart, "webhooks-1")).Json["id"]!;

        var received = await receiver.WaitAsync("the whole checkout", all =>
            all.Any(e => e.Subject == order && e.Type == "shop.order.confirmed.v1")
            && all.Any(e => e.Subject == cart && e.Type == "shop.cart.checked_out.v1")
            && all.Any(e => e.Subject == "BOOK-CLA-005" && e.Type == "shop.stock.changed.v1"));

        Assert.Equal(
            [
                "shop.order.placed.v1", "shop.payment.authorised.v1", "shop.payment.captured.v1",
                "shop.order.confirmed.v1",
            ],
            received.Where(e => e.Subject == order).Select(e => e.Type));
        Assert.All(received.GroupBy(e => e.Subject), subject => Assert.Equal(
            Enumerable.Range((int)subject.First().Sequence, subject.Count()), subject.Select(e => (int)e.Sequence)));
        var confirmed = received.Single(e => e.Subject == order && e.Type == "shop.order.confirmed.v1");
        Assert.Equal("application/cloudevents+json", confirmed.MediaType);
        Assert.Equal("1.0", (string)confirmed.Event["specversion"]!);
        Assert.Equal("https://shop.example", (string)confirmed.Event["source"]!);
        Assert.Equal(confirmed.Id, confirmed.Headers["webhook-id"]);
        Assert.Equal(order, (string)confirmed.Event["data"]!["orderId"]!);
        Assert.Equal("EUR", (string)confirmed.Event["data"]!["total"]!["currency"]!);
        Verify((string)endpoint.Json["secret"]!, confirmed);

        // Receivers are many: their addresses would each begin series of their own.
        var metrics = (await operations.GetAsync("/metrics")).Text.Split('\n')
            .Where(static line => line.StartsWith("http_client_", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(metrics);
        Assert.DoesNotContain(metrics, static line => line.Contains("server_address", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Endpoint_OfSomeEvents_GetsThoseAlone()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        using var operations = shop.NewOperator();
        await CreateAsync(operations, receiver, "order.placed", "shop.cart.created.v1");
        var order = await BuyAsync("webhooks-2");

        var received = await receiver.WaitAsync("the order", all => all.Any(e => e.Subject == order));

        Assert.All(received, e => Assert.True(e.Type is "shop.order.placed.v1" or "shop.cart.created.v1", e.Type));
    }

    [Fact]
    public async Task Receiver_ThatFails_GetsWhatItMissedWhenItIsBack()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = static _ => HttpStatusCode.InternalServerError;
        using var operations = shop.NewOperator();
        var endpoint = await CreateAsync(operations, receiver, "order.*");
        var path = $"/webhook-endpoints/{(string)endpoint.Json["id"]!}";
        var order = await BuyAsync("webhooks-3");
        await receiver.WaitAsync("the first attempt", all => all.Count > 0);
        var failing = await PollAsync(operations, path, body => (string)body["status"]! == "failing");
        Assert.Equal("It answered 500.", (string)failing["reason"]!);
        Assert.NotNull(failing["nextAttemptAt"]);

        receiver.Answer = static _ => HttpStatusCode.OK;
        Assert.Equal(HttpStatusCode.OK, (await operations.PutAsync(path, Request(receiver, "order.*"))).Status);
        var received = await receiver.WaitAsync("the confirmation", all =>
            all.Any(e => e.Subject == order && e.Type == "shop.order.confirmed.v1"));

        // What failed is sent again with the same id.
        Assert.Equal(received[0].Id, received.Where(e => e.Type == "shop.order.placed.v1").Skip(1).First().Id);
        await PollAsync(operations, path, body => (string)body["status"]! == "active");
        await PollAsync(operations, $"{path}/deliveries", body =>
            (string)body["items"]![0]!["outcome"]! == "delivered");
    }

    [Fact]
    public async Task Receiver_ThatRefusesOneEvent_GetsTheOthers()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = static e =>
            e.Type == "shop.payment.captured.v1" ? HttpStatusCode.BadRequest : HttpStatusCode.OK;
        using var operations = shop.NewOperator();
        var endpoint = await CreateAsync(operations, receiver, "order.*", "payment.*");
        var order = await BuyAsync("webhooks-4");

        var received = await receiver.WaitAsync("the confirmation", all =>
            all.Any(e => e.Subject == order && e.Type == "shop.order.confirmed.v1"));

        Assert.Equal(3, received.Count(e => e.Subject == order && e.Type == "shop.payment.captured.v1"));
        var deliveries = $"/webhook-endpoints/{(string)endpoint.Json["id"]!}/deliveries";
        bool IsParked(JsonNode? item) => (string)item!["outcome"]! == "parked" && (string)item["subject"]! == order;
        var log = await PollAsync(operations, deliveries, body => body["items"]!.AsArray().Any(IsParked));
        var parked = log["items"]!.AsArray().Single(IsParked)!;
        Assert.Equal(400, (int)parked["answer"]!);
        Assert.Equal("shop.payment.captured.v1", (string)parked["type"]!);
    }

    [Fact]
    public async Task Receiver_ThatIsGone_EndsTheDelivery()
    {
        await using var gone = await WebhookReceiver.StartAsync();
        await using var other = await WebhookReceiver.StartAsync();
        gone.Answer = static _ => HttpStatusCode.Gone;
        using var operations = shop.NewOperator();
        var endpoint = await CreateAsync(operations, gone, "order.*");
        var id = (string)endpoint.Json["id"]!;
        await CreateAsync(operations, other, "webhook.disabled");
        await BuyAsync("webhooks-5");

        var notices = await other.WaitAsync("the notice", all => all.Any(e => e.Subject == id));

        Assert.Equal("The receiver is gone (410).", (string)notices[^1].Event["data"]!["reason"]!);
        var disabled = await operations.GetAsync($"/webhook-endpoints/{id}");
        Assert.Equal("disabled", (string)disabled.Json["status"]!);
    }

    [Fact]
    public async Task Replay_FromTheBeginning_SendsTheSameEventsAgain()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        using var operations = shop.NewOperator();
        var endpoint = await CreateAsync(operations, receiver, "order.*");
        var path = $"/webhook-endpoints/{(string)endpoint.Json["id"]!}";
        var order = await BuyAsync("webhooks-6");
        await receiver.WaitAsync("the confirmation", all =>
            all.Any(e => e.Subject == order && e.Type == "shop.order.confirmed.v1"));
        await PollAsync(operations, $"{path}/deliveries", body => body["items"]!.AsArray().Any(item =>
            (string)item!["subject"]! == order && (string)item["type"]! == "shop.order.confirmed.v1"));

        var replay = await operations.PostAsync($"{path}/replay", new { fromSequence = 0 }, "replay-6");
        Assert.Equal(HttpStatusCode.Accepted, replay.Status);
        var received = await receiver.WaitAsync("the repetition", all =>
            all.Count(e => e.Subject == order && e.Type == "shop.order.confirmed.v1") == 2);

        Assert.Single(received.Where(e => e.Subject == order && e.Type == "shop.order.confirmed.v1")
            .Select(e => e.Id).Distinct());
        var beyond = await operations.PostAsync($"{path}/replay", new { fromSequence = 0, toSequence = long.MaxValue });
        Assert.Equal("invalid_webhook_endpoint", beyond.Code);
    }

    [Fact]
    public async Task Secret_Rotated_BothSignForATime()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        using var operations = shop.NewOperator();
        var endpoint = await CreateAsync(operations, receiver, "order.placed");
        var path = $"/webhook-endpoints/{(string)endpoint.Json["id"]!}";
        var rotated = await operations.PostAsync($"{path}/secret", key: "rotate-7");
        Assert.NotEqual((string)endpoint.Json["secret"]!, (string)rotated.Json["secret"]!);
        var order = await BuyAsync("webhooks-7");

        var received = await receiver.WaitAsync("the order", all => all.Any(e => e.Subject == order));

        var placed = received.First(e => e.Subject == order);
        Verify((string)endpoint.Json["secret"]!, placed);
        Verify((string)rotated.Json["secret"]!, placed);
        Assert.Null((await operations.GetAsync(path)).Json["secret"]);
    }

    [Fact]
    public async Task Create_Repeated_IsOneEndpoint()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        using var operations = shop.NewOperator();
        var first = await operations.PostAsync("/webhook-endpoints", Request(receiver, "order.*"), "create-8");
        var again = await operations.PostAsync("/webhook-endpoints", Request(receiver, "order.*"), "create-8");
        Assert.Equal(first.Text, again.Text);
        Assert.True(again.Headers.Contains("Idempotency-Replayed"));
        var other = await operations.PostAsync("/webhook-endpoints", Request(receiver, "stock.*"), "create-8");
        Assert.Equal("idempotency_key_reused", other.Code);
        var id = (string)first.Json["id"]!;
        var list = await operations.GetAsync("/webhook-endpoints");
        Assert.Single(list.Json["items"]!.AsArray(), item => (string)item!["id"]! == id);

        Assert.Equal(HttpStatusCode.NoContent, (await operations.DeleteAsync($"/webhook-endpoints/{id}")).Status);
        Assert.Equal("webhook_endpoint_not_found", (await operations.GetAsync($"/webhook-endpoints/{id}")).Code);
        list = await operations.GetAsync("/webhook-endpoints");
        Assert.DoesNotContain(list.Json["items"]!.AsArray(), item => (string)item!["id"]! == id);
    }

    [Theory]
    [InlineData("https://receiver.example/", "order")]
    [InlineData("https://receiver.example/", "order.")]
    [InlineData("https://receiver.example/", "nothing.*")]
    [InlineData("https://receiver.example/", "")]
    [InlineData("https://receiver.example/", null)]
    [InlineData("https://user:secret@receiver.example/", "*")]
    [InlineData("ftp://receiver.example/", "*")]
    [InlineData("/relative", "*")]
    [InlineData("x", "*")]
    public async Task Create_WhatCannotWork_IsRefused(string url, string? pattern)
    {
        using var operations = shop.NewOperator();
        var answer = await operations.PostAsync("/webhook-endpoints", new { url, events = new[] { pattern } });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "invalid_webhook_endpoint"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Endpoints_AskedForByAShopper_AreForbidden()
    {
        using var shopper = shop.NewClient();
        await shopper.NewCartAsync();
        Assert.Equal(HttpStatusCode.Forbidden, (await shopper.GetAsync("/webhook-endpoints")).Status);
        var created = await shopper.PostAsync(
            "/webhook-endpoints", new { url = "https://a.example", events = new[] { "*" } });
        Assert.Equal(HttpStatusCode.Forbidden, created.Status);
    }

    private static object Request(WebhookReceiver receiver, params string[] events) =>
        new { url = receiver.Address, events };

    private static async Task<Answer> CreateAsync(
        Visitor operations, WebhookReceiver receiver, params string[] events)
    {
        var created = await operations.PostAsync("/webhook-endpoints", Request(receiver, events));
        Assert.Equal(HttpStatusCode.Created, created.Status);
        return created;
    }

    private async Task<string> BuyAsync(string key)
    {
        using var shopper = shop.NewClient();
        var cart = await shopper.NewCartWithAsync("BOOK-CLA-005");
        return (string)(await shopper.CheckoutAsync(cart, key)).Json["id"]!;
    }

    private static async Task<JsonNode> PollAsync(
        Visitor client, string path, Func<JsonNode, bool> isThere)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var body = (await client.GetAsync(path)).Json;
            if (isThere(body)) return body;
            Assert.False(patience.IsCancellationRequested, body.ToJsonString());
            await Task.Yield();
        }
    }

    /// <summary>One of the signatures is the secret's. (The library looks at the first alone.)</summary>
    private static void Verify(string secret, ReceivedWebhook webhook)
    {
        const string name = "webhook-signature";
        Assert.Single(webhook.Headers[name].Split(' '), signature =>
        {
            var headers = new HeaderDictionary();
            foreach (var header in webhook.Headers) headers[header.Key] = header.Key == name ? signature : header.Value;
            try
            {
                new StandardWebhook(secret).Verify(webhook.Body, headers);
                return true;
            }
            catch (WebhookVerificationException)
            {
                return false;
            }
        });
    }
}
