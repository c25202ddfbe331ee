using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Nola.Runtime.Placement.Directors;
using Orleans.Hosting;
using Orleans.Metadata;
using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.Runtime.Placement.Filtering;
using Orleans.TestingHost;

namespace Nola.Runtime.Tests.Placement;

/// <summary>Metadata of three silos in two zones, and placement by them.</summary>
public sealed class SiloMetadataTests : IAsyncLifetime
{
    private readonly InProcessTestCluster _cluster;
    private int _started;

    public SiloMetadataTests()
    {
        var builder = new InProcessTestClusterBuilder(3);
        builder.ConfigureSiloHost((_, host) => host.Configuration.AddInMemoryCollection(
            [new("Orleans:Metadata:machine", "large"), new("Orleans:Metadata:zone", "overridden")]));
        builder.ConfigureSilo((_, silo) =>
        {
            var zone = Interlocked.Increment(ref _started) == 1 ? "north" : "south";
            silo.UseSiloMetadata().UseSiloMetadata(new Dictionary<string, string> { ["zone"] = zone });
            silo.Services.AddPlacementFilter<FirstSiloFilter, FirstSiloFilterDirector>(ServiceLifetime.Singleton);
        });
        _cluster = builder.Build();
    }

    public async Task InitializeAsync()
    {
        await _cluster.DeployAsync();
        await _cluster.WaitForLivenessToStabilizeAsync();
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Cache_SilosThatJoinAndLeave_AreKnownByAllAndForgotten()
    {
        await _cluster.StartAdditionalSiloAsync();
        await _cluster.WaitForLivenessToStabilizeAsync();
        var silos = _cluster.Silos.Select(silo => silo.SiloAddress).ToArray();
        foreach (var observer in silos)
        {
            Assert.Equal(["north", "south", "south", "south"], silos.Select(silo => ZoneOf(silo, observer)).Order());
            Assert.All(silos, silo => Assert.Equal("large", CacheOf(observer).GetSiloMetadata(silo).Metadata["machine"]));
        }

        await _cluster.StopSiloAsync(_cluster.Silos[^1]);
        await _cluster.WaitForLivenessToStabilizeAsync();

        Assert.Same(SiloMetadata.Empty, CacheOf(silos[0]).GetSiloMetadata(silos[^1]));
        Assert.Same(SiloMetadata.Empty, CacheOf(silos[0]).GetSiloMetadata(SiloAddress.Zero));
    }

    [Fact]
    public async Task Required_CalledFromASilo_IsInItsZone()
    {
        var key = 0L;
        foreach (var caller in _cluster.Silos.Select(silo => silo.SiloAddress))
        {
            var factory = _cluster.GetSiloServiceProvider(caller).GetRequiredService<IGrainFactory>();
            for (var i = 0; i < 10; i++)
            {
                var place = await factory.GetGrain<IStrictGrain>(++key).Where();
                Assert.Equal(ZoneOf(caller), ZoneOf(place));
            }
        }
    }

    [Fact]
    public async Task Required_CalledByAGrain_IsInTheGrainsZone()
    {
        for (var key = 0; key < 20; key++)
        {
            var caller = _cluster.Client.GetGrain<IZonedGrain>(key, typeof(AnywhereGrain).FullName);
            Assert.Equal(ZoneOf(await caller.Where()), ZoneOf(await caller.WhereIsNeighbour(1000 + key)));
        }
    }

    [Fact]
    public async Task Preferred_TooFewMatch_IsAlsoOnSilosThatMatchLess()
    {
        var north = _cluster.Silos.Select(silo => silo.SiloAddress).Single(silo => ZoneOf(silo) == "north");
        var factory = _cluster.GetSiloServiceProvider(north).GetRequiredService<IGrainFactory>();
        var places = new HashSet<SiloAddress>();
        for (var key = 0; key < 60; key++) places.Add(await factory.GetGrain<IChoosyGrain>(key).Where());

        Assert.Equal(3, places.Count);
    }

    [Fact]
    public async Task Filters_OfTheSameOrder_AreRefused()
    {
        var grain = _cluster.Client.GetGrain<IUndecidedGrain>(1);

        await Assert.ThrowsAsync<InvalidOperationException>(grain.Where);
    }

    [Theory]
    [InlineData(1, "a1")]
    [InlineData(2, "a1,a2,b1,b2")]
    [InlineData(4, "a1,a2,b1,b2")]
    [InlineData(5, "a1,a2,b1,b2,none")]
    public void Preferred_MinimumOfCandidates_TakesAsManyLevelsAsItNeeds(int minimum, string expected)
    {
        var metadata = new FixedMetadata(
            [("a1", "x", "1"), ("a2", "x", "2"), ("b1", "x", null), ("b2", "x", null), ("none", "y", "1")]);
        var filter = new PreferredMetadataFilter(metadata, metadata);
        var strategy = new PreferredMatchSiloMetadataPlacementFilterStrategy(["rack", "zone"], minimum, 0);

        var silos = filter.Filter(strategy, default, metadata.Silos);

        Assert.Equal(expected, string.Join(',', silos.Select(metadata.NameOf)));
    }

    [Fact]
    public void Strategies_Properties_GiveTheSameStrategy()
    {
        var properties = new Dictionary<string, string>();
        var strategy = new PreferredMatchSiloMetadataPlacementFilterStrategy(["rack", "zone"], 3, 7);
        strategy.PopulateGrainProperties(null!, typeof(ChoosyGrain), default, properties);

        var read = new PreferredMatchSiloMetadataPlacementFilterStrategy();
        read.Initialize(new GrainProperties([.. properties]));

        Assert.Equal(["rack", "zone"], read.OrderedMetadataKeys);
        Assert.Equal((3, 7), (read.MinCandidates, read.Order));
    }

    private string ZoneOf(SiloAddress silo) => ZoneOf(silo, silo);

    private string ZoneOf(SiloAddress silo, SiloAddress observer) =>
        CacheOf(observer).GetSiloMetadata(silo).Metadata["zone"];

    private ISiloMetadataCache CacheOf(SiloAddress silo) =>
        _cluster.GetSiloServiceProvider(silo).GetRequiredService<ISiloMetadataCache>();
}
