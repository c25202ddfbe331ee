using System.Text;
using System.Text.Json;
using Confluent.Kafka;
using Record = Confluent.Kafka.ConsumeResult<string, byte[]>;

namespace ShopActors.WebApi.Tests.Messaging;

/// <summary>Commands on carts by the topic: what they change, how often, and what becomes of the others.</summary>
[Collection(KafkaCollection.Name)]
public sealed class CartTopicTests(KafkaFixture shop)
{
    private const string OutOfRange = "quantity_out_of_range";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task AddAndRemove_OfACart_ChangeIt()
    {
        using var buyer = shop.NewClient();
        var cart = await buyer.NewCartAsync();
        var item = KafkaFixture.Sku;
        await SendAsync(buyer, new { action = "add_item", cart_id = cart, item_id = item, quantity = 3 });
        await WaitForAsync(buyer, cart, version: 2, quantity: 3);
        await SendAsync(buyer, new { action = "remove_item", cart_id = cart, item_id = item, quantity = 1 });
        await WaitForAsync(buyer, cart, version: 3, quantity: 2);
        await SendAsync(buyer, new { action = "remove_item", cart_id = cart, item_id = item });
        await WaitForAsync(buyer, cart, version: 4, quantity: 0);
    }

    [Fact]
    public async Task Add_WithoutACart_FillsTheOwnCartOfTheCustomer()
    {
        using var buyer = shop.NewClient();
        var user = await buyer.PostAsync("/users", new { name = "Ada", email = "ada@kafka.example" });
        buyer.WithToken((string)user.Json["token"]!);
        var id = (string?)user.Json["id"];
        await SendAsync(buyer, new { action = "add_item", user_id = id, item_id = KafkaFixture.Sku });

        using var patience = new CancellationTokenSource(Patience);
        while ((await buyer.GetAsync("/cart")).Json["cartItems"]!.AsArray().Count == 0)
        {
            Assert.False(patience.IsCancellationRequested, "The cart stays empty.");
            await Task.Yield();
        }
    }

    [Fact]
    public async Task Message_DeliveredAgain_ChangesNothing()
    {
        using var buyer = shop.NewClient();
        var cart = await buyer.NewCartAsync();
        object add = new { action = "add_item", cart_id = cart, item_id = KafkaFixture.Sku, quantity = 5 };
        object take = new { action = "remove_item", cart_id = cart, item_id = KafkaFixture.Sku, quantity = 2 };
        object clear = new { action = "remove_item", cart_id = cart, item_id = KafkaFixture.Sku };

        // As after a crash before the commit: all that was read is read again, in the same order.
        (object Command, string Key)[] sent =
            [(add, "a-1"), (take, "a-2"), (clear, "a-3"), (add, "a-4"), (take, "a-5")];
        foreach (var (command, key) in sent) await SendAsync(buyer, command, key);
        await WaitForAsync(buyer, cart, version: 6, quantity: 3);
        foreach (var (command, key) in sent) await SendAsync(buyer, command, key);
        await SendAsync(buyer, new { action = "add_item", cart_id = cart, item_id = KafkaFixture.Sku }, "a-6");

        await WaitForAsync(buyer, cart, version: 7, quantity: 4);
    }

    [Fact]
    public async Task Shop_ThatCannotAnswer_ReadsTheMessageAgainUntilItCan()
    {
        using var buyer = shop.NewClient();
        var cart = await buyer.NewCartAsync();

        // More often than it is tried before it is read again.
        shop.Calls.Fail("AddItem", times: 7);
        await SendAsync(buyer, new { action = "add_item", cart_id = cart, item_id = KafkaFixture.Sku }, "open-1");
        await SendAsync(buyer, new { action = "add_item", cart_id = cart, item_id = KafkaFixture.Sku }, "open-2");

        await WaitForAsync(buyer, cart, version: 3, quantity: 2);
        Assert.Equal(0, shop.Calls.LeftOf("AddItem"));
    }

    [Fact]
    public async Task Token_Forged_MakesADeadLetterWithoutIt()
    {
        using var buyer = shop.NewClient();
        var cart = await buyer.NewCartAsync();
        var forged = buyer.Token![..^1] + (buyer.Token[^1] == '0' ? '1' : '0');
        using var stranger = shop.NewClient().WithToken(forged);
        await SendAsync(stranger, new { action = "add_item", cart_id = cart, item_id = KafkaFixture.Sku }, "forged-1");

        var dead = ReadDeadLetter("forged-1");
        Assert.Equal("unauthenticated", dead["error-code"]);
        Assert.DoesNotContain("authorization", dead.Keys);
        Assert.StartsWith(shop.CartTopic + "/", dead["origin"], StringComparison.Ordinal);
        Assert.Equal((1, 0), await ReadAsync(buyer, cart));
    }

    [Theory]
    [InlineData("bad-1", "no JSON", "invalid_request")]
    [InlineData("bad-2", "{\"action\":\"empty\",\"item_id\":\"BOOK-CLA-005\"}", "invalid_request")]
    [InlineData("bad-3", "{\"action\":\"add_item\",\"item_id\":\"NO-SUCH\"}", "sku_not_found")]
    [InlineData("bad-4", "{\"action\":\"add_item\",\"item_id\":\"BOOK-CLA-005\",\"quantity\":0}", OutOfRange)]
    [InlineData("bad-5", "{\"action\":\"add_item\",\"item_id\":\"BOOK-CLA-005\",\"user_id\":\"cus_0\"}", "forbidden")]
    public async Task Message_ThatCanNeverBeExecuted_IsADeadLetterAndTheNextOneIsRead(
        string key, string body, string code)
    {
        using var buyer = shop.NewClient();
        var cart = await buyer.NewCartAsync();
        await SendAsync(buyer, Encoding.UTF8.GetBytes(body), key);
        await SendAsync(buyer, new { action = "add_item", cart_id = cart, item_id = KafkaFixture.Sku });

        Assert.Equal(code, ReadDeadLetter(key)["error-code"]);
        await WaitForAsync(buyer, cart, version: 2, quantity: 1);
    }

    private Task SendAsync(Visitor sender, object command, string? key = null) =>
        SendAsync(sender, JsonSerializer.SerializeToUtf8Bytes(command), key);

    private async Task SendAsync(Visitor sender, byte[] value, string? key)
    {
        using var producer = new ProducerBuilder<string, byte[]>(
            new ProducerConfig { BootstrapServers = shop.Cluster.BootstrapServers })
            .SetLogHandler(static (_, _) => { }).Build();
        var headers = new Headers { { "authorization", Encoding.UTF8.GetBytes($"Bearer {sender.Token}") } };
        if (key is not null) headers.Add("idempotency-key", Encoding.UTF8.GetBytes(key));
        await producer.ProduceAsync(shop.CartTopic, new() { Key = sender.Token!, Value = value, Headers = headers });
    }

    private static async Task<(long Version, int Quantity)> ReadAsync(Visitor buyer, string cart)
    {
        var read = (await buyer.GetAsync($"/carts/{cart}")).Json;
        return ((long)read["version"]!, read["items"]!.AsArray().Sum(line => (int)line!["quantity"]!));
    }

    /// <summary>Waits for a version of the cart, which counts its changes.</summary>
    private static async Task WaitForAsync(Visitor buyer, string cart, long version, int quantity)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var found = await ReadAsync(buyer, cart);
            if (found.Version >= version)
            {
                Assert.Equal((version, quantity), found);
                return;
            }

            Assert.False(patience.IsCancellationRequested, $"{cart} is at {found}, not at version {version}.");
            await Task.Yield();
        }
    }

    private Dictionary<string, string> ReadDeadLetter(string key)
    {
        var records = shop.ReadUntil(all => all.Any(record => HasKey(record, key)), shop.DeadTopic);
        return records.First(record => HasKey(record, key)).Message.Headers
            .ToDictionary(header => header.Key, header => Encoding.UTF8.GetString(header.GetValueBytes()));
    }

    private static bool HasKey(Record record, string key) =>
        record.Message.Headers.TryGetLastBytes("idempotency-key", out var value)
        && Encoding.UTF8.GetString(value) == key;
}
