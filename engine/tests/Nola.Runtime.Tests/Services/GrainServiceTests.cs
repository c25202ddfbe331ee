using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace Nola.Runtime.Tests.Services;

public sealed class GrainServiceTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TallyLog _log = new();
    private InProcessTestCluster _cluster = null!;

    public async Task InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddGrainService<TallyService>();
            silo.AddGrainExtension<IEchoExtension, EchoExtension>();
            silo.Services.AddSingleton(_log).AddSingleton<ITallyServiceClient, TallyServiceClient>();
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public Task DisposeAsync() => _cluster.DisposeAsync().AsTask();

    [Fact]
    public async Task GetGrainService_OfASilo_ReachesTheOneThere()
    {
        foreach (var silo in _cluster.Silos)
        {
            Assert.Equal(silo.SiloAddress, await Grain(1).PlaceOfServiceOn(silo.SiloAddress));
        }
    }

    [Fact]
    public async Task GetGrainService_OfAGrain_IsOnTheSiloThatOwnsTheGrain()
    {
        for (var key = 0; key < 20; key++)
        {
            var id = ((GrainReference)Grain(key)).GrainId;
            var owner = await _cluster.Client.GetGrain<IManagementGrain>(0).GetActivationAddress(Grain(key));
            var place = await Grain(key).PlaceOfMyService();
            Assert.True(owner is null || place.Equals(owner), $"{id} is on {owner}, its service on {place}.");
        }
    }

    [Fact]
    public async Task GetGrainService_OfAKey_OwnsIt()
    {
        for (uint key = 0; key < 50; key++) Assert.True(await Grain(1).OwnerOwns(key * 85_899_345));
    }

    [Fact]
    public async Task Service_IsInitializedAndStartedOnItsTurn()
    {
        foreach (var silo in _cluster.Silos)
        {
            Assert.Equal(["init", "start", "background"], (await Grain(1).EventsOn(silo.SiloAddress)).Take(3));
        }
    }

    [Fact]
    public async Task Call_OfAnExtension_ReachesTheServices() =>
        Assert.Equal("hi!", await Grain(1).EchoOn(_cluster.Silos[0].SiloAddress, "hi"));

    [Fact]
    public async Task Calls_OfOneService_Interleave() =>
        await Grain(1).WaitAndRelease(_cluster.Silos[1].SiloAddress).WaitAsync(Patience);

    [Fact]
    public async Task SiloComesAndGoes_ServicesLearnTheirRangeAndStop()
    {
        var first = _cluster.Silos[0].SiloAddress;
        var third = await _cluster.StartAdditionalSiloAsync();
        await WaitForAsync(first, "range shrunk");

        await _cluster.StopSiloAsync(third);

        await WaitForAsync(first, "range grown");
        Assert.Contains(third.SiloAddress, _log.Stopped);
    }

    private ITallyCallerGrain Grain(long key) => _cluster.Client.GetGrain<ITallyCallerGrain>(key);

    private async Task WaitForAsync(SiloAddress silo, string expected)
    {
        using var timeout = new CancellationTokenSource(Patience);
        while (!(await Grain(1).EventsOn(silo)).Contains(expected)) timeout.Token.ThrowIfCancellationRequested();
    }
}
