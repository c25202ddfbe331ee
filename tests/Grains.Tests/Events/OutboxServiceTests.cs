using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using ShopActors.Storage;
using ShopActors.Storage.InMemory;

namespace ShopActors.Grains.Tests.Events;

/// <summary>How long events stay in the outbox.</summary>
public sealed class OutboxServiceTests
{
    private static readonly WebhookEndpointId Endpoint = WebhookEndpointId.For(new OperationId("op-1"));

    private readonly FakeTimeProvider _time = new(new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly MemoryJournalStore _store;
    private readonly OutboxService _service;

    public OutboxServiceTests()
    {
        _store = new(_time);
        _service = new(
            _store,
            new WebhookDirectory(_store),
            new EventOutlets([], Options.Create(new EventOptions()), _store),
            grains: null!, // for following endpoints alone
            shares: null!,
            _time,
            Options.Create(new EventOptions { Retention = TimeSpan.FromDays(7) }),
            NullLogger<OutboxService>.Instance);
    }

    [Fact]
    public async Task Trim_NothingListens_EventsGoAfterTheirRetention()
    {
        await AddEventsAsync(3);
        _time.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        await TrimAsync();
        Assert.Equal([1, 2, 3], await PositionsAsync());

        _time.Advance(TimeSpan.FromSeconds(2));
        await AddEventsAsync(1);
        await TrimAsync();
        Assert.Equal([4], await PositionsAsync());
    }

    [Fact]
    public async Task Trim_AnEndpointHasNotGotThem_TheyStay()
    {
        await AddEventsAsync(4);
        var owner = new JournalOwner(new($"webhook-endpoint/{Endpoint}"), 0, 0);
        await RecordAsync(owner, new EndpointCreated(
            new OperationId("op-1"), "f", new("https://a.example", ["*"]), "whsec_", 0)
        {
            At = _time.GetUtcNow(),
        });
        await RecordAsync(owner, new PageDelivered(2, []) { At = _time.GetUtcNow() });
        _time.Advance(TimeSpan.FromDays(8));

        await TrimAsync();
        Assert.Equal([3, 4], await PositionsAsync());

        // Events do not wait for an endpoint that is given up.
        await RecordAsync(owner, new EndpointDisabled("gone") { At = _time.GetUtcNow() });
        await TrimAsync();
        Assert.Equal([4], await PositionsAsync());
    }

    private async Task AddEventsAsync(int count)
    {
        var owner = new JournalOwner(new($"order/{Guid.NewGuid():N}"), 0, 0);
        for (var i = 1; i <= count; i++)
        {
            await owner.AppendAsync(_store, owner.Next("x") with { Outgoing = ["{}"u8.ToArray()], Sequence = i });
        }
    }

    private Task RecordAsync(JournalOwner owner, WebhookEvent e) => owner.AppendAsync(
        _store, owner.Next([WebhookState.Codec.EncodeEvent(e)]) with { List = WebhookState.ListName });

    private async Task TrimAsync()
    {
        while (await _service.TrimAsync(CancellationToken.None))
        {
        }
    }

    private async Task<IEnumerable<long>> PositionsAsync() =>
        (await _store.ReadOutboxAsync(0, 10)).Select(e => e.Position);
}
