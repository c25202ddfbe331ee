using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RabbitMQ.Client;

namespace ShopActors.WebApi.Tests.Messaging;

/// <summary>Orders that are placed by a message and answered by another.</summary>
[Collection(RabbitMqCollection.Name)]
public sealed class OrderQueueTests(RabbitMqFixture shop)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [RabbitMqFact]
    public async Task Order_ByQueue_IsPlacedAndAnswered()
    {
        using var buyer = shop.NewClient();
        var cart = await buyer.NewCartWithAsync(RabbitMqFixture.Sku);
        var answer = await AskAsync(Order(buyer, cart, "queue-1"));

        Assert.Equal("application/json", answer.ContentType);
        Assert.Equal(cart, (string?)answer.Json["cartId"]);
        var order = await buyer.WaitForEndAsync((string)answer.Json["id"]!);
        Assert.Equal("confirmed", (string?)order.Json["status"]);
        // The message id is the idempotency key, by whichever way the command comes.
        var overHttp = await buyer.CheckoutAsync(cart, "queue-1");
        Assert.Equal((string?)answer.Json["id"], (string?)overHttp.Json["id"]);
    }

    [RabbitMqFact]
    public async Task Order_SentTwice_IsPlacedOnce()
    {
        using var buyer = shop.NewClient();
        var cart = await buyer.NewCartWithAsync(RabbitMqFixture.Sku);
        var first = await AskAsync(Order(buyer, cart, "queue-2"));
        var second = await AskAsync(Order(buyer, cart, "queue-2"));

        Assert.Equal((string?)first.Json["id"], (string?)second.Json["id"]);
        var orders = await buyer.GetAsync("/orders");
        Assert.Single(orders.Json["items"]!.AsArray());
    }

    [RabbitMqFact]
    public async Task Shop_ThatCannotAnswer_GetsTheMessageUntilItCan()
    {
        using var buyer = shop.NewClient();
        var cart = await buyer.NewCartWithAsync(RabbitMqFixture.Sku);

        // More often than it is tried before it is given back to the queue.
        shop.Calls.Fail("Place", times: 7);
        var answer = await AskAsync(Order(buyer, cart, "queue-5"));

        Assert.Equal((0, cart), (shop.Calls.LeftOf("Place"), (string?)answer.Json["cartId"]));
        Assert.Null(await ReadDeadLetterAsync("queue-5"));
    }

    [RabbitMqFact]
    public async Task Payment_Declined_IsAnsweredWithAProblemAndNoDeadLetter()
    {
        using var buyer = shop.NewClient();
        var cart = await buyer.NewCartWithAsync(RabbitMqFixture.Sku);
        var answer = await AskAsync(Order(buyer, cart, "queue-3", "tok_declined"));

        Assert.Equal("application/problem+json", answer.ContentType);
        Assert.Equal("payment_declined", (string?)answer.Json["code"]);
        Assert.Null(await ReadDeadLetterAsync("queue-3"));
    }

    [RabbitMqFact]
    public async Task Token_Forged_MakesADeadLetterWithoutIt()
    {
        using var buyer = shop.NewClient();
        var cart = await buyer.NewCartWithAsync(RabbitMqFixture.Sku);
        var forged = buyer.Token![..^1] + (buyer.Token[^1] == '0' ? '1' : '0');
        using var stranger = shop.NewClient().WithToken(forged);
        var answer = await AskAsync(Order(stranger, cart, "queue-4"));

        Assert.Equal("unauthenticated", (string?)answer.Json["code"]);
        var dead = await ReadDeadLetterAsync("queue-4");
        Assert.Equal("unauthenticated", dead!["error-code"]);
        Assert.DoesNotContain("authorization", dead.Keys);
    }

    [RabbitMqTheory]
    [InlineData("poison-1", "no JSON", "invalid_request")]
    [InlineData("poison-2", "{\"cartId\":\"cart_0\",\"paymentToken\":\"tok_ok\",\"price\":1}", "invalid_request")]
    [InlineData("poison-3", "{\"cartId\":\"cart_0\",\"paymentToken\":\"tok_ok\"}", "cart_not_found")]
    [InlineData("poison 4", "{\"cartId\":\"cart_0\",\"paymentToken\":\"tok_ok\"}", "idempotency_key_invalid")]
    public async Task Message_ThatCanNeverBeExecuted_IsADeadLetter(string key, string body, string code)
    {
        using var buyer = shop.NewClient();
        await buyer.NewCartAsync();
        var answer = await AskAsync(new(key, buyer.Token!, Encoding.UTF8.GetBytes(body)));

        Assert.Equal(code, (string?)answer.Json["code"]);
        Assert.Equal(code, (await ReadDeadLetterAsync(key))!["error-code"]);
    }

    [RabbitMqFact]
    public async Task Server_KilledWithOrdersInTheQueue_LosesAndRepeatsNone()
    {
        using var buyer = shop.NewClient();
        var carts = new List<string>();
        var token = "";
        for (var i = 0; i < 8; i++)
        {
            var cart = await NewCartOfAsync(buyer, $"restart-cart-{i}");
            token = buyer.Token!;
            carts.Add(cart);
        }

        await using (var connection = await shop.ConnectAsync())
        {
            await using var channel = await ConfirmingAsync(connection);
            for (var i = 0; i < carts.Count; i++)
            {
                await SendAsync(channel, new($"restart-{i}", token, Body(carts[i], "tok_ok")), replyTo: null);
            }

            await shop.Server.Process.KillAsync();
        }

        await shop.Server.Process.StartAsync(CancellationToken.None);
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var orders = (await buyer.GetAsync("/orders")).Json["items"]!.AsArray();
            if (orders.Count(order => (string?)order!["status"] == "confirmed") == carts.Count)
            {
                Assert.Equal(carts.Order(), orders.Select(order => (string)order!["cartId"]!).Order());
                return;
            }

            Assert.False(patience.IsCancellationRequested, $"{orders.Count} of {carts.Count} orders in {Patience}.");
            await Task.Yield();
        }
    }

    /// <summary>Another cart of the same guest.</summary>
    private static async Task<string> NewCartOfAsync(Visitor buyer, string key)
    {
        if (buyer.Token is null) return await buyer.NewCartWithAsync(RabbitMqFixture.Sku);
        var cart = (string)(await buyer.PostAsync("/carts", new { }, key)).Json["id"]!;
        var added = await buyer.PostAsync($"/carts/{cart}/items", new { sku = RabbitMqFixture.Sku, quantity = 1 });
        Assert.Equal(HttpStatusCode.OK, added.Status);
        return cart;
    }

    private static Message Order(Visitor buyer, string cart, string key, string paymentToken = "tok_ok") =>
        new(key, buyer.Token!, Body(cart, paymentToken));

    private static byte[] Body(string cartId, string paymentToken) =>
        JsonSerializer.SerializeToUtf8Bytes(new { cartId, paymentToken });

    private static Task<IChannel> ConfirmingAsync(IConnection connection) => connection.CreateChannelAsync(
        new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));

    private static async Task SendAsync(IChannel channel, Message message, string? replyTo) =>
        await channel.BasicPublishAsync(
            exchange: "", RabbitMqFixture.Queue, mandatory: true,
            new BasicProperties
            {
                Persistent = true,
                MessageId = message.Key,
                CorrelationId = message.Key,
                ReplyTo = replyTo,
                Headers = new Dictionary<string, object?> { ["authorization"] = $"Bearer {message.Token}" },
            },
            message.Body);

    /// <summary>Sends a message and reads its answer.</summary>
    private async Task<Reply> AskAsync(Message message)
    {
        await using var connection = await shop.ConnectAsync();
        await using var channel = await ConfirmingAsync(connection);
        var replies = await channel.QueueDeclareAsync();
        await SendAsync(channel, message, replies.QueueName);
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            if (await channel.BasicGetAsync(replies.QueueName, autoAck: true, patience.Token) is { } got)
            {
                Assert.Equal(message.Key, got.BasicProperties.CorrelationId);
                return new(got.BasicProperties.ContentType, JsonNode.Parse(got.Body.Span)!);
            }
        }
    }

    /// <summary>The headers of the dead letter of this message, which is there before its answer.</summary>
    private async Task<Dictionary<string, string>?> ReadDeadLetterAsync(string key)
    {
        await using var connection = await shop.ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        while (await channel.BasicGetAsync(RabbitMqFixture.DeadQueue, autoAck: true) is { } got)
        {
            if (got.BasicProperties.MessageId != key) continue;
            return RabbitMqFixture.TextsOf(got.BasicProperties);
        }

        return null;
    }

    private sealed record Message(string Key, string Token, byte[] Body);

    private sealed record Reply(string? ContentType, JsonNode Json);
}
