using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;
using Orleans.Runtime;
using ShopActors.Storage.InMemory;

namespace ShopActors.Storage.Tests.Grains;

/// <summary>Due journals are woken until they are not due any more, without one holding up the others.</summary>
public sealed class JournalWakerTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly MemoryJournalStore _store = new();
    private readonly FakeTimeProvider _time = new(Noon);
    private readonly IGrainFactory _grains = Substitute.For<IGrainFactory>();
    private readonly ISiloStatusOracle _silos = Substitute.For<ISiloStatusOracle>();
    private readonly Dictionary<string, FakeGrain> _woken = [];
    private readonly JournalWakerOptions _options = new() { Concurrency = 4 };
    private readonly JournalWaker _waker;

    public JournalWakerTests()
    {
        _silos.GetApproximateSiloStatuses(true).Returns([]);
        _grains.GetGrain<IWakeable>(Arg.Any<GrainId>()).Returns(call => Grain(call.Arg<GrainId>().ToString()));
        _waker = new JournalWaker(
            _store, _grains, new JournalShares(_silos), _time, Options.Create(_options),
            NullLogger<JournalWaker>.Instance);
    }

    public void Dispose() => _waker.Dispose();

    [Fact]
    public async Task WakeDue_SeveralSilos_EachWakesAShareAndAllTogetherWakeAll()
    {
        var silos = Enumerable.Range(1, 3).Select(i => SiloAddress.New(IPAddress.Loopback, i, 1)).ToArray();
        _silos.GetApproximateSiloStatuses(true).Returns(silos.ToDictionary(silo => silo, _ => SiloStatus.Active));
        for (var i = 0; i < 12; i++) await Schedule($"order/{i}", WakeUp.At(Noon));
        _options.Concurrency = 100;
        foreach (var silo in silos)
        {
            _silos.SiloAddress.Returns(silo);
            var before = _woken.Values.Sum(grain => grain.Calls);
            await WakeDue();
            Assert.Equal(4, _woken.Values.Sum(grain => grain.Calls) - before);
        }

        Assert.Equal(12, _woken.Count);
        Assert.All(_woken.Values, grain => Assert.Equal(1, grain.Calls));
    }

    [Fact]
    public async Task WakeDue_DueJournal_CallsItsGrainUntilItIsNotDue()
    {
        await Schedule("order/1", WakeUp.At(Noon.AddSeconds(1)));
        await WakeDue();
        Assert.Empty(_woken);

        _time.Advance(TimeSpan.FromSeconds(1));
        await WakeDue();
        await WakeDue();
        Assert.Equal(1, _woken["order/1"].Calls);

        _time.Advance(_options.RetryDelay);
        await WakeDue();
        Assert.Equal(2, _woken["order/1"].Calls);

        await Schedule("order/1", WakeUp.None);
        _time.Advance(_options.RetryDelay);
        await WakeDue();
        Assert.Equal(2, _woken["order/1"].Calls);
    }

    [Fact]
    public async Task WakeDue_FailingGrains_AreTriedMoreRarelyAndHideNoOthers()
    {
        for (var i = 0; i < 10; i++)
        {
            await Schedule($"order/poison-{i}", WakeUp.At(Noon.AddSeconds(-100 + i)));
            Grain($"order/poison-{i}").Failure = new InvalidOperationException("poison");
        }

        await Schedule("order/good", WakeUp.At(Noon));
        for (var round = 0; round < 4; round++)
        {
            await WakeDue();
        }

        Assert.Equal(1, Grain("order/good").Calls);
        var last = 0;
        for (var second = 0; second < 120; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await WakeDue();
            last = Grain("order/poison-0").Calls;
        }

        Assert.InRange(last, 5, 10);
    }

    [Fact]
    public async Task WakeDue_ManyDue_WakesOnlySoManyAtOnce()
    {
        for (var i = 0; i < 10; i++)
        {
            await Schedule($"order/{i}", WakeUp.At(Noon));
            Grain($"order/{i}").Gate = new TaskCompletionSource();
        }

        var calls = await _waker.WakeDueAsync(CancellationToken.None);
        Assert.Empty(await _waker.WakeDueAsync(CancellationToken.None));
        Assert.Equal(4, _woken.Values.Sum(g => g.Calls));

        foreach (var grain in _woken.Values.Where(g => g.Calls > 0).ToList())
        {
            grain.Gate!.SetResult();
        }

        await Task.WhenAll(calls);
        await _waker.WakeDueAsync(CancellationToken.None);
        Assert.Equal(8, _woken.Values.Sum(g => g.Calls));
    }

    private async Task WakeDue() => await Task.WhenAll(await _waker.WakeDueAsync(CancellationToken.None));

    private FakeGrain Grain(string id)
    {
        if (!_woken.TryGetValue(id, out var grain))
        {
            _woken.Add(id, grain = new FakeGrain());
        }

        return grain;
    }

    private async Task Schedule(string id, WakeUp wakeUp)
    {
        var owner = await JournalOwner.ReadAsync(_store, new(id));
        await owner.AppendAsync(_store, owner.Next([], wakeUp: wakeUp));
    }

    private sealed class FakeGrain : IWakeable
    {
        public int Calls { get; private set; }

        public Exception? Failure { get; set; }

        public TaskCompletionSource? Gate { get; set; }

        public Task Wake()
        {
            Calls++;
            return Failure is not null ? Task.FromException(Failure) : Gate?.Task ?? Task.CompletedTask;
        }
    }
}
