using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using ShopActors.Grains.Tests.Checkout;
using ShopActors.Storage.InMemory;
using ShopActors.TestKit;

namespace ShopActors.Grains.Tests.Events;

/// <summary>How a broker gets events: all, in order, again after a failure, and under an operator's commands.</summary>
public sealed class SubscriptionTests : IAsyncLifetime
{
    private readonly MemoryJournalStore _store = new();
    private readonly RecordingPublisher _publisher = new();
    private readonly FakeTimeProvider _time = new(new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private ShopSilo _silo = null!;
    private int _operations;

    private ISubscriptionGrain Subscription => _silo.Grains.GetGrain<ISubscriptionGrain>("broker");

    public async Task InitializeAsync() => _silo = await StartAsync();

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task Broker_ThatIsThere_GetsEveryEventInOrder()
    {
        await ChangeStockAsync("A", 3);
        await ChangeStockAsync("B", 3);
        await AdvanceAsync();

        Assert.Equal(_publisher.Taken.Select(e => e.Position).Order(), _publisher.Taken.Select(e => e.Position));
        Assert.Equal([1, 2, 3], Sequences("A"));
        Assert.Equal([1, 2, 3], Sequences("B"));
        var snapshot = await GetAsync();
        Assert.Equal(SubscriptionStatus.Active, snapshot.Status);
        Assert.Null(snapshot.BehindSince);
    }

    [Fact]
    public async Task Broker_ThatWasAway_GetsWhatItMissedAfterAPause()
    {
        _publisher.IsAway = true;
        await ChangeStockAsync("A", 2);
        await AdvanceAsync();
        var failing = await GetAsync();
        Assert.Equal((SubscriptionStatus.Failing, "The broker is away."), (failing.Status, failing.Reason));
        Assert.Empty(_publisher.Taken);
        Assert.Equal(_time.GetUtcNow(), failing.BehindSince);

        // Not asked again before its time.
        var calls = _publisher.Calls;
        _publisher.IsAway = false;
        await AdvanceAsync();
        Assert.Equal(calls, _publisher.Calls);

        _time.Advance(TimeSpan.FromSeconds(2));
        await AdvanceAsync();
        Assert.Equal([1, 2], Sequences("A"));
        Assert.Equal(SubscriptionStatus.Active, (await GetAsync()).Status);
    }

    [Fact]
    public async Task Event_ThatTheBrokerRefuses_IsParkedAndTheNextOneFollows()
    {
        _publisher.Refuses = e => e.Sequence == 2;
        await ChangeStockAsync("A", 3);
        await AdvanceAsync();

        Assert.Equal([1, 3], Sequences("A"));
        var parked = Assert.Single((await GetAsync()).Parked);
        Assert.Equal(("A", "too large", "shop.stock.changed.v1"), (parked.Subject, parked.Reason, parked.Type));

        _publisher.Refuses = static _ => false;
        Assert.True((await Subscription.Replay(NewOperation(), Operators.All, parked.Position - 1)).IsOk);
        await AdvanceAsync();
        Assert.Equal([1, 3, 2, 3], Sequences("A"));
    }

    [Fact]
    public async Task Subscription_PausedAndResumed_GoesOnWhereItWas()
    {
        Assert.Equal(
            SubscriptionStatus.Paused, (await Subscription.Pause(NewOperation(), Operators.All)).Value!.Status);
        await ChangeStockAsync("A", 2);
        await AdvanceAsync();
        Assert.Empty(_publisher.Taken);

        Assert.True((await Subscription.Resume(NewOperation(), Operators.All)).IsOk);
        await AdvanceAsync();
        Assert.Equal([1, 2], Sequences("A"));
    }

    [Fact]
    public async Task Subscription_SiloRestarted_RepeatsAtMostWhatWasNotRecorded()
    {
        await ChangeStockAsync("A", 2);
        await AdvanceAsync();
        await _silo.DisposeAsync();
        _silo = await StartAsync();
        await ChangeStockAsync("A", 1);
        await AdvanceAsync();

        Assert.Equal([1, 2, 3], Sequences("A").Distinct());
        Assert.Equal(3, _publisher.Taken.Select(e => e.Id).Distinct().Count());
    }

    [Fact]
    public async Task Replay_Repeated_IsDoneOnceAndBeyondThePositionRefused()
    {
        await ChangeStockAsync("A", 2);
        await AdvanceAsync();
        var operation = NewOperation();

        Assert.False((await Subscription.Replay(operation, Operators.All, 0)).IsReplay);
        Assert.True((await Subscription.Replay(operation, Operators.All, 0)).IsReplay);
        Assert.Equal(
            ErrorCode.IdempotencyKeyReused, (await Subscription.Replay(operation, Operators.All, 1)).Error?.Code);
        Assert.Equal(
            ErrorCode.InvalidReplay,
            (await Subscription.Replay(NewOperation(), Operators.All, long.MaxValue)).Error?.Code);
        await AdvanceAsync();
        Assert.Equal([1, 2, 1, 2], Sequences("A"));
    }

    [Fact]
    public async Task Subscription_OfNoConfiguredBrokerOrWithoutTheScope_IsRefused()
    {
        var other = _silo.Grains.GetGrain<ISubscriptionGrain>("nowhere");
        Assert.Equal(ErrorCode.SubscriptionNotFound, (await other.Get(Operators.All)).Error?.Code);
        Assert.Equal(ErrorCode.SubscriptionNotFound, (await other.Pause(NewOperation(), Operators.All)).Error?.Code);
        var guest = Shopping.Customer(1);
        Assert.Equal(ErrorCode.Forbidden, (await Subscription.Get(guest)).Error?.Code);
        Assert.Equal(ErrorCode.Forbidden, (await Subscription.Replay(NewOperation(), guest, 0)).Error?.Code);

        var listed = await _silo.Grains.GetGrain<ISubscriptionDirectoryGrain>(0).List(Operators.All);
        Assert.Equal(["broker", "customers", "streams"], listed.Value.Select(subscription => subscription.Name));
    }

    private Task<ShopSilo> StartAsync() => ShopSilo.Start(
        _store,
        time: _time,
        playsOrders: true,
        configure: silo => silo.Services.AddSingleton<IEventPublisher>(_publisher));

    private async Task ChangeStockAsync(string sku, int times)
    {
        await _silo.Stock(sku).Open(new($"open/{sku}"), Operators.All, 10);
        for (var i = await _silo.Stock(sku).Get() is { Value.Version: 1 } ? 1 : 0; i < times; i++)
        {
            var adjusted = await _silo.Stock(sku).Adjust(NewOperation(), Operators.All, new(1, StockReason.Received));
            Assert.True(adjusted.IsOk);
        }
    }

    private OperationId NewOperation() => new($"op-{++_operations}");

    private Task AdvanceAsync() => Subscription.Advance();

    private async Task<SubscriptionSnapshot> GetAsync() => (await Subscription.Get(Operators.All)).Value!;

    private IEnumerable<long> Sequences(string subject) =>
        _publisher.Taken.Where(e => e.Subject == subject).Select(e => e.Sequence);
}
