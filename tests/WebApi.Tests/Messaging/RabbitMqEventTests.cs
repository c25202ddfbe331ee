using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;
using ShopActors.Brokers;

namespace ShopActors.WebApi.Tests.Messaging;

/// <summary>What a program gets that binds a queue to the exchange for events.</summary>
[Collection(RabbitMqCollection.Name)]
public sealed class RabbitMqEventTests(RabbitMqFixture shop)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [RabbitMqFact]
    public async Task Checkout_WithABoundQueue_ArrivesInOrderWithItsAttributes()
    {
        await BindAsync("events-of-checkout");
        using var buyer = shop.NewClient();
        var cart = await buyer.NewCartWithAsync(RabbitMqFixture.Sku);
        var order = await buyer.CheckoutAsync(cart, "rabbit-events");
        var id = (string)order.Json["id"]!;

        var events = await ReadUntilAsync(
            "events-of-checkout", all => all.Any(e => e.Subject == id && e.Type == "shop.order.confirmed.v1"));
        var ofOrder = events.Where(e => e.Subject == id).ToList();
        Assert.Equal(Enumerable.Range(1, ofOrder.Count).Select(n => (long)n), ofOrder.Select(e => e.Sequence));
        Assert.Equal("shop.order.placed.v1", ofOrder[0].Type);
        Assert.Contains(events, e => e.Subject == cart && e.Type == "shop.cart.checked_out.v1");

        var placed = ofOrder[0];
        Assert.Equal("shop.order.placed.v1", placed.RoutingKey);
        Assert.Equal(
            ("1.0", "urn:shop", "application/json", true),
            (placed.Headers["specversion"], placed.Headers["source"], placed.ContentType, placed.IsPersistent));
        Assert.Equal(placed.Id, placed.Headers["id"]);
        Assert.Equal(placed.Type, placed.Headers["type"]);
        Assert.True(DateTimeOffset.TryParse(placed.Headers["time"], out _));
        Assert.Equal(id, (string?)placed.Data["orderId"]);
    }

    [RabbitMqFact]
    public async Task Server_KilledWhileEventsArePublished_GetsEveryEventAndRepetitionsWithEqualIds()
    {
        await BindAsync("events-of-kill");
        using var buyer = shop.NewClient();
        var carts = new List<string>();
        for (var i = 0; i < 60; i++)
        {
            if (i == 20) await shop.Server.Process.KillAsync();
            if (i == 40) await shop.Server.Process.StartAsync(CancellationToken.None);
            carts.Add(await buyer.NewCartWithAsync(RabbitMqFixture.Sku));
        }

        var events = await ReadUntilAsync(
            "events-of-kill", all => carts.All(cart => all.Where(e => e.Subject == cart).Any(e => e.Sequence == 2)));
        foreach (var cart in carts)
        {
            var ofCart = events.Where(e => e.Subject == cart).ToList();
            Assert.Equal([1, 2], ofCart.Select(e => e.Sequence).Distinct());
            Assert.Equal(2, ofCart.Select(e => e.Id).Distinct().Count());
        }

        Assert.All(
            events.GroupBy(e => e.Id), same => Assert.Single(same.Select(e => (e.Subject, e.Sequence)).Distinct()));
    }

    [RabbitMqFact]
    public async Task Page_OfManyEventsOfOneSubject_ArrivesInOrder()
    {
        await BindAsync("events-of-page");
        await using var publisher = NewPublisher(_ => { });
        var page = Enumerable.Range(1, 1_000).Select(n => Event(n, "page")).ToList();
        Assert.Empty(await publisher.PublishAsync(page, CancellationToken.None));

        var events = await ReadUntilAsync("events-of-page", all => all.Count(e => e.Subject == "page") == page.Count);
        Assert.Equal(
            page.Select(e => e.Sequence), events.Where(e => e.Subject == "page").Select(e => e.Sequence));
    }

    [RabbitMqFact]
    public async Task Event_LargerThanAllowed_IsRefusedAndTheNextOneArrives()
    {
        await BindAsync("events-of-size");
        await using var publisher = NewPublisher(options => options.MessageBytesMax = 1_000);
        var large = Event(1, "size") with { Data = new byte[1_001] };
        var refused = await publisher.PublishAsync([large, Event(2, "size")], CancellationToken.None);

        Assert.Equal(large, Assert.Single(refused).Event);
        var events = await ReadUntilAsync("events-of-size", all => all.Any(e => e.Subject == "size"));
        Assert.Equal([2], events.Where(e => e.Subject == "size").Select(e => e.Sequence));
    }

    [RabbitMqFact]
    public async Task Publisher_WithAWrongPassword_SaysSoWithoutIt()
    {
        const string Secret = "not-the-password";
        await using var publisher = NewPublisher(options => options.Password = Secret);
        var failure = await Assert.ThrowsAsync<BrokerException>(
            () => publisher.PublishAsync([Event(1, "secret")], CancellationToken.None));

        Assert.Contains("refuses the credentials of 'guest'", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, failure.ToString(), StringComparison.Ordinal);
    }

    [RabbitMqFact]
    public async Task Connection_WithTls_TrustsTheConfiguredAuthorityAloneAndChecksTheName()
    {
        var named = $"amqps://localhost:{shop.Server.TlsPort}/";
        await using var trusting = NewPublisher(options => (options.Uri, options.CaPath) = (named, shop.AuthorityPath));
        Assert.Empty(await trusting.PublishAsync([Event(1, "tls")], CancellationToken.None));

        await using var distrusting =
            NewPublisher(options => (options.Uri, options.CaPath) = (named, shop.OtherAuthorityPath));
        await Assert.ThrowsAsync<BrokerException>(
            () => distrusting.PublishAsync([Event(2, "tls")], CancellationToken.None));

        var unnamed = $"amqps://127.0.0.1:{shop.Server.TlsPort}/";
        await using var misled =
            NewPublisher(options => (options.Uri, options.CaPath) = (unnamed, shop.AuthorityPath));
        await Assert.ThrowsAsync<BrokerException>(
            () => misled.PublishAsync([Event(2, "tls")], CancellationToken.None));
    }

    [Theory]
    [InlineData("http://user:not-for-logs@rabbit.example/")]
    [InlineData("amqp://user:not-for-logs@:port")]
    public void Settings_WithSecrets_AreInNoText(string uri)
    {
        var options = new RabbitMqOptions { Enabled = true, Uri = uri };
        var refused = new RabbitMqOptionsValidator().Validate(null, options);
        Assert.Contains("must be an address", refused.FailureMessage, StringComparison.Ordinal);
        Assert.DoesNotContain("not-for-logs", refused.FailureMessage, StringComparison.Ordinal);
    }

    private static OutboxMessage Event(long number, string subject) => new(
        number, "shop.stock.changed.v1", subject, DateTimeOffset.UnixEpoch, number, "{}"u8.ToArray());

    private RabbitMqPublisher NewPublisher(Action<RabbitMqOptions> change)
    {
        var options = new RabbitMqOptions { Uri = shop.Server.Uri.ToString() };
        change(options);
        var all = Options.Create(options);
        return new(new RabbitMqConnector(all), all, shop.Services.GetRequiredService<IOptions<EventOptions>>());
    }

    private async Task BindAsync(string queue)
    {
        await using var connection = await shop.ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.ExchangeDeclareAsync(RabbitMqFixture.Exchange, ExchangeType.Topic, durable: true);
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false);
        await channel.QueueBindAsync(queue, RabbitMqFixture.Exchange, "shop.#");
    }

    /// <summary>All events of a queue, once they meet the condition.</summary>
    private async Task<List<ReadEvent>> ReadUntilAsync(string queue, Predicate<IReadOnlyList<ReadEvent>> condition)
    {
        await using var connection = await shop.ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        List<ReadEvent> events = [];
        using var patience = new CancellationTokenSource(Patience);
        while (!condition(events))
        {
            Assert.False(patience.IsCancellationRequested, $"{queue} had {events.Count} events in {Patience}.");
            var got = await channel.BasicGetAsync(queue, autoAck: true, patience.Token);
            if (got is not null) events.Add(ReadEvent.Of(got));
        }

        return events;
    }

    private sealed record ReadEvent(
        string Id, string Type, string Subject, long Sequence, string RoutingKey, bool IsPersistent,
        string? ContentType, IReadOnlyDictionary<string, string> Headers, JsonNode Data)
    {
        public static ReadEvent Of(BasicGetResult got)
        {
            var properties = got.BasicProperties;
            var headers = RabbitMqFixture.TextsOf(properties)
                .ToDictionary(header => header.Key["cloudEvents:".Length..], header => header.Value);
            return new(
                properties.MessageId!, properties.Type!, headers["subject"],
                long.Parse(headers["sequence"], CultureInfo.InvariantCulture), got.RoutingKey,
                properties.Persistent, properties.ContentType, headers, JsonNode.Parse(got.Body.Span)!);
        }
    }
}
