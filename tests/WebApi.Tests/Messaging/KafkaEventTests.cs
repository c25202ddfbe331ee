using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Confluent.Kafka;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ShopActors.Brokers;
using KafkaError = Confluent.Kafka.ErrorCode;
using Record = Confluent.Kafka.ConsumeResult<string, byte[]>;

namespace ShopActors.WebApi.Tests.Messaging;

/// <summary>What a consumer of the topics for events gets.</summary>
[Collection(KafkaCollection.Name)]
public sealed class KafkaEventTests(KafkaFixture shop)
{
    private string TestTopic => $"{shop.TopicPrefix}test";

    [Fact]
    public async Task Checkout_ByTopicsOfAreas_ArrivesInOrderWithItsAttributes()
    {
        using var buyer = shop.NewClient();
        var cart = await buyer.NewCartWithAsync(KafkaFixture.Sku);
        var id = (string)(await buyer.CheckoutAsync(cart, "kafka-events")).Json["id"]!;

        var records = shop.ReadUntil(
            all => all.Any(record => record.Message.Key == id && TypeOf(record) == "shop.order.confirmed.v1"),
            $"{shop.TopicPrefix}order");
        var ofOrder = records.Where(record => record.Message.Key == id).ToList();
        Assert.Equal(
            [
                "shop.order.placed.v1", "shop.payment.authorised.v1", "shop.payment.captured.v1",
                "shop.order.confirmed.v1",
            ],
            ofOrder.Select(TypeOf));
        Assert.Equal([1, 2, 3, 4], ofOrder.Select(SequenceOf));
        Assert.Single(ofOrder.Select(record => record.Partition).Distinct());

        var placed = ofOrder[0].Message;
        Assert.Equal(
            ["ce_specversion", "ce_id", "ce_source", "ce_type", "ce_subject", "ce_time", "ce_sequence", "content-type"],
            placed.Headers.Select(header => header.Key));
        Assert.Equal("1.0", Text(placed, "ce_specversion"));
        Assert.StartsWith("evt_", Text(placed, "ce_id"), StringComparison.Ordinal);
        Assert.Equal("urn:shop", Text(placed, "ce_source"));
        Assert.Equal(id, Text(placed, "ce_subject"));
        Assert.True(DateTimeOffset.TryParse(Text(placed, "ce_time"), CultureInfo.InvariantCulture, out _));
        Assert.Equal("1", Text(placed, "ce_sequence"));
        Assert.Equal("application/json", Text(placed, "content-type"));
        Assert.Equal(id, (string?)JsonNode.Parse(placed.Value)!["orderId"]);
    }

    [PlayedKafkaFact]
    public async Task Brokers_AwayWhileEventsArePublished_GetEveryEventInOrderWhenTheyAreBack()
    {
        using var buyer = shop.NewClient();
        List<string> carts = [];
        for (var i = 0; i < 60; i++)
        {
            if (i == 20) shop.Cluster.SendAway();
            if (i == 40) shop.Cluster.BringBack();
            carts.Add(await buyer.NewCartWithAsync(KafkaFixture.Sku));
        }

        var records = shop.ReadUntil(
            all => carts.All(cart => all.Any(record => record.Message.Key == cart && SequenceOf(record) == 2)),
            $"{shop.TopicPrefix}cart");
        Assert.All(carts, cart => Assert.Equal([1, 2], FirstTimes(records, cart).Select(SequenceOf)));
        Assert.All(
            records.GroupBy(record => Text(record.Message, "ce_id")),
            same => Assert.Single(same.Select(record => (record.Message.Key, SequenceOf(record))).Distinct()));
    }

    [PlayedKafkaFact]
    public async Task Page_NotConfirmedInTime_IsAwaitedAgainAndNotRepeated()
    {
        using var publisher = NewPublisher(_ => { });
        await publisher.PublishAsync([Event(1, "late")], CancellationToken.None);
        shop.Cluster.SendAway();
        var page = new[] { Event(2, "late"), Event(3, "late") };
        using var timeout = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));
        var failure = await Assert.ThrowsAsync<BrokerException>(() => publisher.PublishAsync(page, timeout.Token));
        Assert.StartsWith("Kafka has not confirmed the events", failure.Message, StringComparison.Ordinal);

        shop.Cluster.BringBack();
        Assert.Empty(await publisher.PublishAsync(page, CancellationToken.None));
        var records = ReadTo(3, "late");
        Assert.Equal([1, 2, 3], records.Where(record => record.Message.Key == "late").Select(SequenceOf));
    }

    [Fact]
    public async Task Event_LargerThanAllowed_IsRefusedAndTheOthersArrive()
    {
        using var publisher = NewPublisher(options => options.MessageBytesMax = 1_000);
        var large = Event(2, "size") with { Data = new byte[1_001] };
        var refused = await publisher.PublishAsync(
            [Event(1, "size"), large, Event(3, "size")], CancellationToken.None);

        Assert.Equal(large, Assert.Single(refused).Event);
        var records = ReadTo(3, "size");
        Assert.Equal([1, 3], records.Where(record => record.Message.Key == "size").Select(SequenceOf));
    }

    [PlayedKafkaFact]
    public async Task Batch_TooLargeForABroker_CostsOnlyTheEventThatIs()
    {
        using var publisher = NewPublisher(_ => { });
        await publisher.PublishAsync([Event(1, "batch")], CancellationToken.None);

        // The batch is refused, and then the first event alone.
        shop.Cluster.FailToStore(KafkaError.MsgSizeTooLarge, KafkaError.MsgSizeTooLarge);
        var page = Enumerable.Range(2, 5).Select(n => Event(n, "batch")).ToList();
        var refused = await publisher.PublishAsync(page, CancellationToken.None);

        Assert.Equal(2, Assert.Single(refused).Event.Sequence);
        var records = ReadTo(6, "batch");
        Assert.Equal([1, 3, 4, 5, 6], FirstTimes(records, "batch").Select(SequenceOf));
    }

    [Fact]
    public void Settings_WithSecrets_AreInNoText()
    {
        var options = new KafkaOptions
        {
            Enabled = true,
            SaslMechanism = SaslMechanism.ScramSha512,
            Username = "shop",
            Password = "not-for-logs",
        };
        Assert.DoesNotContain("not-for-logs", options.ToString(), StringComparison.Ordinal);
        Assert.True(new KafkaOptionsValidator().Validate(null, options).Succeeded);
        options.Username = null;
        var refused = new KafkaOptionsValidator().Validate(null, options);
        Assert.DoesNotContain("not-for-logs", refused.FailureMessage, StringComparison.Ordinal);
        Assert.Contains("needs Username and Password", refused.FailureMessage, StringComparison.Ordinal);
    }

    private List<Record> ReadTo(long sequence, string subject) => shop.ReadUntil(
        all => all.Any(record => record.Message.Key == subject && SequenceOf(record) == sequence), TestTopic);

    private static OutboxMessage Event(long number, string subject) => new(
        number, "shop.test.changed.v1", subject, DateTimeOffset.UnixEpoch, number, "{}"u8.ToArray());

    private static string Text<TKey>(Message<TKey, byte[]> message, string header) =>
        Encoding.UTF8.GetString(message.Headers.GetLastBytes(header));

    private static string TypeOf(Record record) => Text(record.Message, "ce_type");

    private static long SequenceOf(Record record) =>
        long.Parse(Text(record.Message, "ce_sequence"), CultureInfo.InvariantCulture);

    private static IEnumerable<Record> FirstTimes(IEnumerable<Record> records, string subject) =>
        records.Where(record => record.Message.Key == subject).DistinctBy(record => Text(record.Message, "ce_id"));

    private KafkaPublisher NewPublisher(Action<KafkaOptions> change)
    {
        var options = new KafkaOptions
        {
            BootstrapServers = shop.Cluster.BootstrapServers,
            TopicPrefix = shop.TopicPrefix,
        };
        change(options);
        return new(
            Options.Create(options), shop.Services.GetRequiredService<IOptions<EventOptions>>(),
            NullLogger<KafkaPublisher>.Instance);
    }
}
