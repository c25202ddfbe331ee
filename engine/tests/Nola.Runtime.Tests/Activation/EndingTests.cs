using Nola.Runtime.Tests.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Nola.Runtime.Tests.Activation;

public sealed class EndingTests : IAsyncLifetime
{
    private static int s_keys;
    private readonly string _key = $"ending-{Interlocked.Increment(ref s_keys)}";
    private TestSilo _silo = null!;

    private IEndingGrain Grain => _silo.Grains.GetGrain<IEndingGrain>(_key);

    public async Task InitializeAsync() => _silo = await TestSilo.StartAsync(silo => silo
        .Configure<SiloMessagingOptions>(o => o.MaxRequestProcessingTime = TimeSpan.FromSeconds(3))
        .Configure<GrainCollectionOptions>(o =>
        {
            o.DeactivationTimeout = TimeSpan.FromSeconds(3);
            o.CollectionQuantum = TimeSpan.FromSeconds(1);
        }));

    public async Task DisposeAsync()
    {
        Gates.Open(_key);
        await _silo.DisposeAsync();
    }

    [Fact]
    public async Task Migrate_GrainWithState_KeepsWhatIsInMemory()
    {
        await Grain.Set(1, 2, 3);
        var before = await Grain.Get();

        await Grain.Migrate();
        var after = await Grain.Get();

        Assert.NotEqual(before.Incarnation, after.Incarnation);
        Assert.Equal((1, 2, 3), (after.Memory, after.State, after.Facet));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public async Task Migrate_StateThatCannotMove_StartsAsFromStorage(int memory)
    {
        await Grain.Set(memory, 2, 3);

        await Grain.Migrate();
        var after = await Grain.Get();

        Assert.Equal((0, 0, 0), (after.Memory, after.State, after.Facet));
    }

    [Fact]
    public async Task Deactivation_BehindAMethodThatNeverEnds_IsGivenUp()
    {
        var before = await Grain.Get();
        var stuck = Grain.WaitFor(_key);
        await Grain.MigrateWhileBusy();

        await PassTimeAsync(TimeSpan.FromSeconds(4));
        var after = await Grain.Get();

        Assert.NotEqual(before.Incarnation, after.Incarnation);
        Assert.False(stuck.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Call_BehindAMethodThatNeverEnds_FindsANewActivation()
    {
        var before = await Grain.Get();
        _ = Grain.WaitFor(_key);
        var first = Grain.Get();
        var activation = _silo.Activations.Catalog.Find(Grain.GetGrainId())!;
        while (activation.WaitingCount == 0) await Task.Yield();

        await PassTimeAsync(TimeSpan.FromSeconds(2));
        Assert.False(first.IsCompleted);
        await PassTimeAsync(TimeSpan.FromSeconds(5));
        var after = await Grain.Get();

        Assert.NotEqual(before.Incarnation, after.Incarnation);
    }

    [Fact]
    public async Task Deactivation_ThatNeverEnds_IsGivenUp()
    {
        var before = await Grain.Get();
        await Grain.DeactivateAndHang(_key);
        var next = Grain.Get();
        await PassTimeAsync(TimeSpan.FromSeconds(4));

        Assert.NotEqual(before.Incarnation, (await next).Incarnation);
    }

    [Fact]
    public async Task Deactivation_AskedForWhileActivating_EndsTheCall()
    {
        var exception = await Assert.ThrowsAsync<OrleansMessageRejectionException>(
            () => _silo.Grains.GetGrain<INeverValidGrain>(1).Ping());

        Assert.StartsWith("Forwarding failed", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Constructor_ThatThrows_IsTheInnerException()
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(
            () => _silo.Grains.GetGrain<IUnbuildableGrain>(1).Ping());

        Assert.IsType<InvalidTimeZoneException>(exception.InnerException);
    }

    // In steps, so that the silo can renew its lease.
    private async Task PassTimeAsync(TimeSpan time)
    {
        var step = TimeSpan.FromMilliseconds(100);
        for (; time > TimeSpan.Zero; time -= step)
        {
            _silo.Time.Advance(step);
            while (!_silo.Activations.Locator.MayServe) await Task.Yield();
        }
    }
}
