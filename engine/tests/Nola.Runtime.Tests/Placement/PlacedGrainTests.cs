using Microsoft.Extensions.DependencyInjection;
using Nola.Runtime.Activation;
using Nola.Runtime.Placement;
using Orleans.Core.Internal;
using Orleans.Hosting;
using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Runtime.Placement;
using Orleans.TestingHost;

namespace Nola.Runtime.Tests.Placement;

/// <summary>Strategies and moves in a cluster of two silos.</summary>
public sealed class PlacedGrainTests : IAsyncLifetime
{
    private readonly Census _census = new();
    private readonly InProcessTestCluster _cluster;

    public PlacedGrainTests()
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton(_census);
            silo.Services.AddPlacementFilter<FirstSiloFilter, FirstSiloFilterDirector>(ServiceLifetime.Singleton);
            silo.AddPlacementDirector<SiloCornerPlacement, SiloCornerDirector>();
        });
        _cluster = builder.Build();
    }

    private SiloAddress[] Silos => [.. _cluster.Silos.Select(silo => silo.SiloAddress).Order()];

    public async Task InitializeAsync()
    {
        await _cluster.DeployAsync();
        await _cluster.WaitForLivenessToStabilizeAsync();
    }

    public async Task DisposeAsync()
    {
        _census.WorkMayEnd.TrySetResult();
        await _cluster.DisposeAsync();
        Assert.Empty(_census.Twins);
    }

    [Fact]
    public async Task Random_ManyGrains_AreOnBothSilosAndStay()
    {
        var before = await Task.WhenAll(Enumerable.Range(0, 40).Select(key => Grain<IRandomNomadGrain>(key).Where()));
        var after = await Task.WhenAll(Enumerable.Range(0, 40).Select(key => Grain<IRandomNomadGrain>(key).Where()));

        Assert.Equal(2, before.Select(address => address.SiloAddress).Distinct().Count());
        Assert.Equal(before.Select(address => address.ActivationId), after.Select(address => address.ActivationId));
    }

    [Fact]
    public async Task Random_WithAHint_IsWhereTheHintSays()
    {
        foreach (var target in Silos)
        {
            RequestContext.Set(IPlacementDirector.PlacementHintKey, target);
            Assert.Equal(target, await SiloOf(Grain<IRandomNomadGrain>(1000 + target.Endpoint.Port)));
            RequestContext.Clear();
        }
    }

    [Fact]
    public async Task PreferLocal_CalledByGrains_IsWithTheCaller()
    {
        for (var key = 0; key < 10; key++)
        {
            var caller = Grain<IRandomNomadGrain>(100 + key);
            Assert.Equal(await SiloOf(caller), await caller.AskNeighbour(key));
            Assert.Equal(await SiloOf(caller), await SiloOf(Grain<ILocalNomadGrain>(key)));
        }
    }

    [Fact]
    public async Task Custom_DirectorThatWaits_IsAsked()
    {
        var places = await Task.WhenAll(Enumerable.Range(0, 20).Select(key => SiloOf(Grain<ICornerNomadGrain>(key))));

        Assert.All(places, place => Assert.Equal(Silos[^1], place));
    }

    [Fact]
    public async Task Filter_ClassWithoutAStrategy_IsOnTheSilosThatRemain()
    {
        var places = await Task.WhenAll(Enumerable.Range(0, 20).Select(key => SiloOf(Grain<IPickyNomadGrain>(key))));

        Assert.All(places, place => Assert.Equal(Silos[0], place));
    }

    [Fact]
    public async Task ActivationCount_ManyGrains_AreOnBothSilos()
    {
        var places = new List<SiloAddress>();
        for (var key = 0; key < 40; key++) places.Add(await SiloOf(Grain<ILightNomadGrain>(key)));

        Assert.All(Silos, silo => Assert.InRange(places.Count(place => place.Equals(silo)), 5, 35));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Migrate_ToANamedSiloAndBack_KeepsTheStateAndCallsFollow(bool followsRing)
    {
        INomadGrain grain = followsRing ? Grain<IRingNomadGrain>(7) : Grain<IRandomNomadGrain>(7);
        Assert.Equal(1, await grain.Count());
        var home = await SiloOf(grain);
        var other = Silos.First(silo => !silo.Equals(home));
        var expected = 2;
        foreach (var target in (SiloAddress[])[other, home, other])
        {
            await _cluster.MigrateAsync(grain, target);
            Assert.Equal(target, await SiloOf(grain));
            Assert.Equal(expected++, await grain.Count());
        }
    }

    [Fact]
    public async Task Migrate_BusyGrain_CallsThatWaitFollowInOrder()
    {
        var grain = Grain<IRingNomadGrain>(8);
        var home = await SiloOf(grain);
        var target = Silos.First(silo => !silo.Equals(home));
        var work = grain.Work();
        await _census.WorkBegan.Task;
        await grain.MoveTo(target);
        var counts = Enumerable.Range(0, 20).Select(_ => grain.Count()).ToArray();

        Assert.False(Task.WhenAny(counts).IsCompleted);
        _census.WorkMayEnd.SetResult();
        await work;

        Assert.Equal(Enumerable.Range(1, 20), (await Task.WhenAll(counts)).Order());
        Assert.Equal(target, await SiloOf(grain));
    }

    [Fact]
    public async Task Migrate_ManyWithCallsInFlight_LosesNoCount()
    {
        var silos = Silos;
        await Task.WhenAll(Enumerable.Range(0, 10).Select(async key =>
        {
            INomadGrain grain = key % 2 == 0 ? Grain<IRingNomadGrain>(50 + key) : Grain<IRandomNomadGrain>(50 + key);
            var calls = new List<Task<int>>();
            for (var i = 0; i < 60; i++)
            {
                calls.Add(grain.Count());
                if (i % 20 == 10) await grain.MoveTo(silos[(i / 20) % 2]);
            }

            Assert.Equal(60, (await Task.WhenAll(calls)).Max());
        }));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Activate_RingGrainThatIsJustLeaving_AsksItsOwner(bool isLeftToAnother)
    {
        var grain = Grain<IRingNomadGrain>(11).GetGrainId();
        var home = (await Grain<IRingNomadGrain>(11).Where()).SiloAddress!;
        await _cluster.DeactivateAsync(Grain<IRingNomadGrain>(11));
        var owner = Directory(home);
        var other = Silos.First(silo => !silo.Equals(home));
        var (first, second) = (new ActivationId(Guid.NewGuid()), new ActivationId(Guid.NewGuid()));
        Assert.True(await owner.AnnounceMovesAsync(CancellationToken.None));
        Assert.True(await owner.ClaimAsync(grain, first, default, CancellationToken.None));
        Assert.True(await Directory(other).ClaimAsync(grain, second, first, CancellationToken.None));
        owner.Leave(grain, first);
        if (isLeftToAnother) Assert.True(await owner.ClaimAsync(grain, first, second, CancellationToken.None));

        // As between the end of an activation in the catalog and in the directory: a call finds the silo still the host.
        var host = Part<ActivationHost>(other);
        var created = host.Catalog.GetOrCreate(host.Catalog.FindClass(grain.Type)!, grain, requestContext: null);

        Assert.True(created.IsDisplaced);
        if (isLeftToAnother) await created.Deactivated;
        else Assert.Equal(created.ActivationId, (await Grain<IRingNomadGrain>(11).Where()).ActivationId);
    }

    [Fact]
    public async Task Migrate_TargetThatRefuses_StaysWithItsState()
    {
        var grain = Grain<IRandomNomadGrain>(9);
        await grain.Count();
        var home = await SiloOf(grain);
        var gone = SiloAddress.New(home.Endpoint, home.Generation - 1);

        RequestContext.Set(IPlacementDirector.PlacementHintKey, gone);
        await grain.AsReference<IGrainManagementExtension>().MigrateOnIdle();
        RequestContext.Clear();

        Assert.Equal(2, await grain.Count());
    }

    [Fact]
    public async Task Deactivate_DisplacedGrain_IsPlacedAnew()
    {
        var grain = Grain<IRandomNomadGrain>(10);
        var before = await grain.Where();
        await _cluster.DeactivateAsync(grain);
        RequestContext.Set(IPlacementDirector.PlacementHintKey, Silos.First(silo => !silo.Equals(before.SiloAddress)));

        Assert.NotEqual(before.SiloAddress, await SiloOf(grain));
        RequestContext.Clear();
        var management = _cluster.Client.GetGrain<IManagementGrain>(0);
        Assert.Equal(await SiloOf(grain), await management.GetActivationAddress(grain));
        Assert.Equal(1, await management.GetGrainActivationCount((GrainReference)(object)grain));
    }

    private T Grain<T>(long key)
        where T : INomadGrain => _cluster.Client.GetGrain<T>(key);

    private static async Task<SiloAddress> SiloOf(INomadGrain grain) => (await grain.Where()).SiloAddress!;

    private GrainDirectory Directory(SiloAddress silo) => Part<GrainDirectory>(silo);

    private T Part<T>(SiloAddress silo)
        where T : notnull =>
        _cluster.Silos.First(handle => handle.SiloAddress.Equals(silo)).ServiceProvider.GetRequiredService<T>();
}
