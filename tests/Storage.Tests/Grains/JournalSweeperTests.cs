using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;
using Orleans.Runtime;
using ShopActors.Storage.InMemory;
using ShopActors.Storage.Sqlite;

namespace ShopActors.Storage.Tests.Grains;

/// <summary>Expired journals are deleted in bounded steps, and only those.</summary>
public sealed class JournalSweeperTests
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Start);
    private readonly ISiloStatusOracle _silos = Substitute.For<ISiloStatusOracle>();
    private readonly JournalSweeperOptions _options = new() { Journals = 10 };

    public JournalSweeperTests() => _silos.GetApproximateSiloStatuses(true).Returns([]);

    [Fact]
    public async Task Step_ManyJournals_LooksAtSoManyAtATimeAndRestsAtTheEnd()
    {
        var store = new MemoryJournalStore();
        for (var i = 0; i < 25; i++) await Append(store, $"cart/{i}", Start.AddDays(i % 2));
        using var sweeper = Sweeper(store);

        Assert.Equal(_options.Period, await sweeper.StepAsync(default));
        Assert.Equal(20, await Count(store));
        Assert.Equal(_options.Period, await sweeper.StepAsync(default));
        Assert.Equal(_options.Rest, await sweeper.StepAsync(default));
        Assert.Equal(12, await Count(store));

        _time.Advance(TimeSpan.FromDays(1));
        while (await sweeper.StepAsync(default) != _options.Rest)
        {
        }

        Assert.Equal(0, await Count(store));
    }

    [Fact]
    public async Task Step_StoreFails_RestsAndGoesOnWhereItWas()
    {
        var store = new FailingSweeps();
        await Append(store, "cart/1", Start);
        using var sweeper = Sweeper(store);

        Assert.Equal(_options.Rest, await sweeper.StepAsync(default));
        Assert.Equal(1, await Count(store));
        Assert.Equal(_options.Rest, await sweeper.StepAsync(default));
        Assert.Equal(0, await Count(store));
    }

    [Fact]
    public async Task Service_StepThrowsWhateverItMay_GoesOnUntilTheSiloStops()
    {
        var store = new ThrowingSweeps();
        using var sweeper = Sweeper(store);
        ILifecycleObserver? service = null;
        var lifecycle = Substitute.For<ISiloLifecycle>();
        lifecycle.Subscribe(
            Arg.Any<string>(), Arg.Any<int>(), Arg.Do<ILifecycleObserver>(observer => service = observer));
        sweeper.Participate(lifecycle);

        await service!.OnStart(default);
        while (!store.HasGoneOn.Task.IsCompleted)
        {
            _time.Advance(_options.Rest);
            await Task.Yield();
        }

        await service.OnStop(default);
        Assert.True(store.Calls >= 3);
    }

    [Fact]
    public async Task Year_OfCartsInSqlite_LevelsOff()
    {
        const int CartsADay = 300;
        using var directory = new TemporaryDirectory("journal-store-");
        using var store = SqliteJournalStore.Open(directory.FullName, new() { CheckpointPages = 256 }, _time);
        _options.Journals = 2000;
        using var sweeper = Sweeper(store);
        long after100Days = 0;
        for (var day = 1; day <= 365; day++)
        {
            _time.Advance(TimeSpan.FromDays(1));
            var expiry = _time.GetUtcNow().AddDays(31);
            await Task.WhenAll(
                Enumerable.Range(0, CartsADay).Select(i => Append(store, $"cart/{day:D3}-{i:D3}", expiry)));
            while (await sweeper.StepAsync(default) != _options.Rest)
            {
            }

            if (day == 100) after100Days = Size(directory);
        }

        Assert.Equal(CartsADay * 31, await Count(store));
        Assert.True(
            Size(directory) <= after100Days * 1.1,
            $"{after100Days} B after 100 days, {Size(directory)} B after a year.");
    }

    private static long Size(TemporaryDirectory directory) =>
        new FileInfo(Path.Combine(directory.FullName, "shop.db")).Length;

    private static async Task Append(IJournalStore store, string id, DateTimeOffset expiresAt)
    {
        var owner = new JournalOwner(new(id), 0, 0);
        await owner.AppendAsync(store, owner.Next(new string('x', 200)) with { ExpiresAt = expiresAt });
    }

    private static async Task<int> Count(IJournalStore store)
    {
        var count = 0;
        await foreach (var _ in store.ListAsync("")) count++;
        return count;
    }

    private JournalSweeper Sweeper(IJournalStore store) =>
        new(store, new JournalShares(_silos), _time, Options.Create(_options), NullLogger<JournalSweeper>.Instance);

    /// <summary>Throws what a client's library may throw, and works after that.</summary>
    private sealed class ThrowingSweeps() : StoreDecorator(new MemoryJournalStore())
    {
        public int Calls { get; private set; }

        public TaskCompletionSource HasGoneOn { get; } = new();

        public override ValueTask<JournalSweep> DeleteExpiredAsync(
            DateTimeOffset now, long after, int max, JournalShare share, CancellationToken cancellationToken = default)
        {
            switch (++Calls)
            {
                case 1: throw new OperationCanceledException("not the silo's stop");
                case 2: throw new InvalidOperationException("unexpected");
                default:
                    HasGoneOn.TrySetResult();
                    return base.DeleteExpiredAsync(now, after, max, share, cancellationToken);
            }
        }
    }

    private sealed class FailingSweeps() : StoreDecorator(new MemoryJournalStore())
    {
        private bool _hasFailed;

        public override ValueTask<JournalSweep> DeleteExpiredAsync(
            DateTimeOffset now, long after, int max, JournalShare share, CancellationToken cancellationToken = default)
        {
            if (_hasFailed) return base.DeleteExpiredAsync(now, after, max, share, cancellationToken);

            _hasFailed = true;
            throw new JournalStoreException(JournalStoreFailure.Unavailable, "not now");
        }
    }
}
