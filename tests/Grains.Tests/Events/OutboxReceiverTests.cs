using Microsoft.Extensions.Time.Testing;
using NSubstitute;
using Orleans.Streams;
using ShopActors.Storage;
using ShopActors.Storage.InMemory;

namespace ShopActors.Grains.Tests.Events;

/// <summary>What the pulling agent of the streams gets from the outbox.</summary>
public sealed class OutboxReceiverTests
{
    private readonly FakeTimeProvider _time = new(new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly MemoryJournalStore _store = new();
    private readonly IStreamNamespacePredicate _stock = Substitute.For<IStreamNamespacePredicate>();
    private readonly ISubscriptionGrain _subscription = Substitute.For<ISubscriptionGrain>();
    private readonly OutboxReceiver _receiver;
    private SubscriptionPlace _place;
    private int _version;

    public OutboxReceiverTests()
    {
        _stock.IsMatch(ShopStreams.Stock).Returns(true);
        _subscription.Pass(default, default).ReturnsForAnyArgs(_ => _place);
        _receiver = new(
            _store,
            _subscription,
            new(() => [_stock]),
            _time,
            isPerSubject: false);
    }

    [Fact]
    public async Task Batches_OfAnArea_NameTheOneBeforeAndTheEnd()
    {
        await AddAsync("A", "B");
        Assert.Equal([(0, 2, 2)], await ReadAsync());
        await AddAsync("C");
        Assert.Equal([(2, 3, 1)], await ReadAsync());
        Assert.Empty(await ReadAsync());

        _time.Advance(TimeSpan.FromSeconds(1.1));
        Assert.Equal([(3, 3, 0)], await ReadAsync());
        _time.Advance(TimeSpan.FromSeconds(1.1));
        Assert.Empty(await ReadAsync());
    }

    [Fact]
    public async Task Place_WhatWasDelivered_IsRecordedAfterASecond()
    {
        await AddAsync("A", "B");
        var batches = await _receiver.GetQueueMessagesAsync(100);
        await _subscription.DidNotReceive().Pass(0, 2);
        await _receiver.MessagesDeliveredAsync(batches);

        _time.Advance(TimeSpan.FromSeconds(1.1));
        await ReadAsync();
        await _subscription.Received(1).Pass(0, 2);
    }

    [Fact]
    public async Task Replay_Begun_ReadsAgainWithTokensThatGrow()
    {
        await AddAsync("A", "B");
        var first = Assert.Single(await _receiver.GetQueueMessagesAsync(100));
        _place = new(1, 0, IsPaused: false);
        _time.Advance(TimeSpan.FromSeconds(1.1));

        var again = Assert.Single(await _receiver.GetQueueMessagesAsync(100));

        Assert.Equal(2, ((OutboxBatch)again).Batch.Position);
        Assert.True(again.SequenceToken.CompareTo(first.SequenceToken) > 0);

        // What the agent had before does not count.
        await _receiver.MessagesDeliveredAsync([first]);
        _time.Advance(TimeSpan.FromSeconds(1.1));
        await ReadAsync();
        await _subscription.Received(1).Pass(1, 0);
    }

    [Fact]
    public async Task Subscription_Paused_ReadsNothing()
    {
        await AddAsync("A");
        _place = new(0, 0, IsPaused: true);
        Assert.Empty(await ReadAsync());

        _place = new(0, 0, IsPaused: false);
        _time.Advance(TimeSpan.FromSeconds(1.1));
        Assert.Equal([(0, 1, 1)], await ReadAsync());
    }

    /// <summary>What the agent gets at its next turn.</summary>
    private async Task<IEnumerable<(long, long, int)>> ReadAsync()
    {
        _time.Advance(OutboxReceiver.Period);
        return (await _receiver.GetQueueMessagesAsync(100)).Cast<OutboxBatch>()
            .Select(container => (container.Batch.Previous, container.Batch.Position, container.Batch.Events.Length));
    }

    [Fact]
    public async Task Events_ThatNoGrainSubscribesTo_ArePassedOver()
    {
        var endpoint = WebhookEndpointId.For(new OperationId("op-1"));
        await AddAsync(EventJson.Encode(
            new WebhookDisabledV1(endpoint, "It is gone."), endpoint.Value, _time.GetUtcNow(), 1));
        Assert.Empty(await ReadAsync());
        await AddAsync("A");
        Assert.Equal([(0, 2, 1)], await ReadAsync());
    }

    private Task AddAsync(params string[] skus) => AddAsync([.. skus.Select(sku => EventJson.Encode(
        new StockLevelChangedV1(new(sku), StockLevel.Out, 0, 0), sku, _time.GetUtcNow(), 1))]);

    private async Task AddAsync(params ReadOnlyMemory<byte>[] events)
    {
        foreach (var e in events)
        {
            await _store.AppendAsync(
                new JournalAppend(
                    new("any/journal"), _version, _version, _version + 1, [new byte[] { 1 }], default, WakeUp.Keep)
                {
                    Outgoing = [e],
                    Sequence = ++_version,
                });
        }
    }
}
