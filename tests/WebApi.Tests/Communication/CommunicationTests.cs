using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using System.Text.Json.Nodes;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using ShopActors.WebApi.Grpc.V1;
using ShopActors.WebApi.Tests.Events;

namespace ShopActors.WebApi.Tests.Communication;

/// <summary>
/// Buying a cart by every way there is. docs/communication.md shows the lines between the marks.
/// </summary>
public sealed class CommunicationTests(CommunicationFixture shop) : IClassFixture<CommunicationFixture>
{
    private const string Fence = "```";
    private const string Sku = "BOOK-CLA-005";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static TheoryData<string> Ways => ["grain", "http", "grpc", "queue", "stream", "event"];

    [Theory]
    [MemberData(nameof(Ways))]
    public void Page_ShowsTheTestsLines(string way)
    {
        var lines = File.ReadAllLines(Path.Combine(
            RepositoryLayout.Root, "tests", "WebApi.Tests", "Communication", "CommunicationTests.cs"));
        var begin = lines.Single(line => line.Trim() == $"// <{way}>");
        var indent = begin.Length - begin.TrimStart().Length;
        var tested = lines.SkipWhile(line => line != begin).Skip(1).TakeWhile(line => line.Trim() != $"// </{way}>")
            .Select(line => line.Length > indent ? line[indent..] : line);
        var shown = File.ReadAllLines(Path.Combine(RepositoryLayout.Root, "docs", "communication.md"))
            .SkipWhile(line => line != $"<!-- {way} -->").SkipWhile(line => line != Fence + "csharp").Skip(1)
            .TakeWhile(line => line != Fence);

        Assert.Equal(tested, shown);
    }

    [RabbitMqFact]
    public async Task Grain_IsCalledByItsKey()
    {
        using var buyer = shop.NewClient();
        var (grains, id) = (shop.Services.GetRequiredService<IGrainFactory>(), await buyer.NewCartWithAsync(Sku));
        var caller = Caller.Guest(TokenHash.Of(buyer.Token!));

        // <grain>
        var cart = grains.GetGrain<ICartGrain>(id);
        var added = await cart.AddItem(
            new OperationId("add-1"), caller, new AddCartItem { Sku = new Sku("BOOK-CLA-005"), Quantity = 1 });
        // </grain>

        Assert.True(added.IsOk, added.ToString());
        Assert.Equal(2, Assert.Single(added.Value.Lines).Quantity);
    }

    [RabbitMqFact]
    public async Task Http_AnswersWithTheOrder()
    {
        using var buyer = shop.NewClient();
        var (address, cart) = (shop.Address, await buyer.NewCartWithAsync(Sku));
        var token = buyer.Token!;

        // <http>
        using var http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        http.DefaultRequestHeaders.Add("Idempotency-Key", "order-1");
        var answer = await http.PostAsJsonAsync($"/carts/{cart}/checkout", new { paymentToken = "tok_ok" });
        var order = await answer.Content.ReadFromJsonAsync<JsonNode>();
        // </http>

        Assert.Equal("confirmed", (string?)order!["status"]);
    }

    [RabbitMqFact]
    public async Task Grpc_AnswersWithTheOrder()
    {
        using var buyer = shop.NewClient();
        var (address, cart) = (shop.GrpcAddress, await buyer.NewCartWithAsync(Sku));
        var token = buyer.Token!;

        // <grpc>
        using var channel = GrpcChannel.ForAddress(address);
        var orders = new OrderService.OrderServiceClient(channel);
        var order = await orders.CreateOrderAsync(
            new CreateOrderRequest { CartId = cart, PaymentToken = "tok_ok" },
            new Metadata { { "authorization", $"Bearer {token}" }, { "idempotency-key", "order-1" } });
        // </grpc>

        Assert.Equal(cart, order.CartId);
    }

    [RabbitMqFact]
    public async Task Queue_AnswersWithAMessage()
    {
        using var buyer = shop.NewClient();
        var (uri, cart) = (shop.Broker.Uri, await buyer.NewCartWithAsync(Sku));
        var token = buyer.Token!;

        // <queue>
        var factory = new ConnectionFactory { Uri = uri };
        await using var connection = await factory.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        var replies = await channel.QueueDeclareAsync(exclusive: true);
        var replied = new TaskCompletionSource<JsonNode>(TaskCreationOptions.RunContinuationsAsynchronously);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, reply) =>
        {
            replied.TrySetResult(JsonNode.Parse(reply.Body.Span)!);
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(replies.QueueName, autoAck: true, consumer);
        await channel.BasicPublishAsync(
            exchange: "",
            routingKey: "task_queue",
            mandatory: true,
            new BasicProperties
            {
                MessageId = "order-1", // the idempotency key
                CorrelationId = "order-1",
                ReplyTo = replies.QueueName,
                Persistent = true,
                Headers = new Dictionary<string, object?> { ["authorization"] = $"Bearer {token}" },
            },
            JsonSerializer.SerializeToUtf8Bytes(new { cartId = cart, paymentToken = "tok_ok" }));
        var order = await replied.Task;
        // </queue>

        Assert.Equal(cart, (string?)order["cartId"]);
    }

    [RabbitMqFact]
    public async Task Stream_TellsWhatHappensNext()
    {
        using var buyer = shop.NewClient();
        var cart = await buyer.NewCartWithAsync(Sku);
        var order = (string)(await buyer.CheckoutAsync(cart, "stream-1")).Json["id"]!;
        var (address, token, seen) = (shop.Address, buyer.Token!, new List<string>());
        using var enough = new CancellationTokenSource(Patience);

        // <stream>
        using var http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        http.DefaultRequestHeaders.Add("Last-Event-ID", "evt_0"); // or the id of the last event that was seen
        await using var body = await http.GetStreamAsync($"/orders/{order}/events", enough.Token);
        await foreach (var e in SseParser.Create(body).EnumerateAsync(enough.Token))
        {
            var type = (string)JsonNode.Parse(e.Data)!["type"]!;
            seen.Add(type);
            if (type == "shop.order.confirmed.v1") break;
        }
        // </stream>

        Assert.Equal("shop.order.placed.v1", seen[0]);
    }

    [RabbitMqFact]
    public async Task Event_ComesByWebhook()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var (address, receiverAddress, operatorsToken) = (shop.Address, receiver.Address, ShopFixture.OpsToken);

        // <event>
        using var http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", operatorsToken);
        var endpoint = await http.PostAsJsonAsync(
            "/webhook-endpoints", new { url = receiverAddress, events = new[] { "order.confirmed" } });
        // </event>

        Assert.True(endpoint.IsSuccessStatusCode);
        using var buyer = shop.NewClient();
        var cart = await buyer.NewCartWithAsync(Sku);
        var order = (string)(await buyer.CheckoutAsync(cart, "event-1")).Json["id"]!;
        var received = await receiver.WaitAsync("the order", all => all.Any(e => e.Subject == order));
        Assert.All(received, e => Assert.Equal("shop.order.confirmed.v1", e.Type));
    }
}
