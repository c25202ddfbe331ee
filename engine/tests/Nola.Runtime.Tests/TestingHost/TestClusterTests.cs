using Orleans.Runtime;
using Orleans.TestingHost;

namespace Nola.Runtime.Tests.TestingHost;

public sealed class TestClusterTests
{
    private const int Grains = 60;

    [Fact]
    public async Task Deploy_ThreeSilos_GrainsAreSpreadAndAnswerTheClient()
    {
        await using var cluster = await DeployAsync(3);

        var silos = await PlacesAsync(cluster);

        Assert.Equal(3, cluster.Silos.Count);
        Assert.Equal(3, silos.Distinct().Count());
        Assert.Empty(silos.Except(cluster.Silos.Select(silo => silo.SiloAddress)));
        Assert.Equal(silos, await PlacesAsync(cluster));
    }

    [Fact]
    public async Task Call_BetweenSilos_FindsTheOneActivation()
    {
        await using var cluster = await DeployAsync(3);
        for (var i = 0; i < Grains; i++)
        {
            Assert.Equal(1, await Grain(cluster, i).CountThrough((i + 1) % Grains));
        }

        for (var i = 0; i < Grains; i++) Assert.Equal(2, await Grain(cluster, i).Count());
    }

    [Fact]
    public async Task Call_ThrowingMethod_CarriesTheException()
    {
        await using var cluster = await DeployAsync(2);

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => Grain(cluster, 1).Fail("boom"));

        Assert.Equal("boom", exception.Message);
    }

    [Fact]
    public async Task Call_GenericGrains_AreFoundByTheirTypeArguments()
    {
        await using var cluster = await DeployAsync(2);
        for (var key = 0; key < 8; key++)
        {
            Assert.Equal("Guid", await cluster.GrainFactory.GetGrain<IClosedGrain<Guid>>(key).Name());
            Assert.Equal("Int32[]", await cluster.GrainFactory.GetGrain<IClosedGrain<int[]>>(key).Name());
            Assert.Equal("Byte[,]", await cluster.GrainFactory.GetGrain<IClosedGrain<byte[,]>>(key).Name());
            Assert.Equal("List`1", await cluster.GrainFactory.GetGrain<IClosedGrain<List<string[]>>>(key).Name());
            Assert.Equal("long alone", await cluster.GrainFactory.GetGrain<IClosedGrain<long>>(key).Name());
        }
    }

    [Fact]
    public async Task KillSilo_ItsGrains_ComeBackElsewhere()
    {
        await using var cluster = await DeployAsync(3);
        await PlacesAsync(cluster);
        var victim = cluster.Silos[1];

        await cluster.KillSiloAsync(victim);
        await cluster.WaitForLivenessToStabilizeAsync(didKill: true);
        var silos = await PlacesAsync(cluster);

        Assert.Equal(2, cluster.Silos.Count);
        Assert.DoesNotContain(victim.SiloAddress, silos);
        Assert.Equal(2, silos.Distinct().Count());
    }

    [Fact]
    public async Task KillSilo_WhileCalling_EveryCallEndsAndNoneTwice()
    {
        await using var cluster = await DeployAsync(3);
        await PlacesAsync(cluster);

        var kill = cluster.KillSiloAsync(cluster.Silos[2]);
        var calls = Enumerable.Range(0, Grains).Select(async i =>
        {
            try
            {
                return await Grain(cluster, i).Count();
            }
            catch (SiloUnavailableException)
            {
                return 0;
            }
        });
        var counts = await Task.WhenAll(calls);
        await kill;

        Assert.All(counts, count => Assert.InRange(count, 0, 1));
    }

    [Fact]
    public async Task StopSilo_WhileCalling_LosesNoCall()
    {
        await using var cluster = await DeployAsync(3);
        await PlacesAsync(cluster);

        var stop = cluster.StopSiloAsync(cluster.Silos[1]);
        var round = 0;
        while (!stop.IsCompleted || round++ < 3)
        {
            await Task.WhenAll(Enumerable.Range(0, Grains).Select(i => Grain(cluster, i).Count()));
        }

        await stop;
        await cluster.WaitForLivenessToStabilizeAsync();
        Assert.Equal(2, (await PlacesAsync(cluster)).Distinct().Count());
    }

    [Fact]
    public async Task StartAdditionalSilo_TakesItsShare()
    {
        await using var cluster = await DeployAsync(2);
        await PlacesAsync(cluster);

        var added = await cluster.StartAdditionalSiloAsync();
        await cluster.WaitForLivenessToStabilizeAsync();

        Assert.Contains(added.SiloAddress, await PlacesAsync(cluster));
    }

    [Fact]
    public async Task RestartSilo_IsAnotherMemberAtTheSamePlace()
    {
        await using var cluster = await DeployAsync(2);
        var before = cluster.Silos[1];

        var after = await cluster.RestartSiloAsync(before);
        await cluster.WaitForLivenessToStabilizeAsync();

        Assert.NotNull(after);
        Assert.Equal(before.Name, after.Name);
        Assert.True(after.SiloAddress.IsSuccessorOf(before.SiloAddress));
        Assert.Equal(2, (await PlacesAsync(cluster)).Distinct().Count());
    }

    [Fact]
    public async Task Deploy_OverTcp_Works()
    {
        var builder = new TestClusterBuilder(2);
        builder.Options.ConnectionTransport = ConnectionTransportType.TcpSocket;
        builder.Properties["Orleans:ClusterSecret"] = "secret";
        await using var cluster = builder.Build();
        await cluster.DeployAsync();

        Assert.Equal(2, (await PlacesAsync(cluster)).Distinct().Count());
    }

    private static async Task<TestCluster> DeployAsync(short silos)
    {
        var cluster = new TestClusterBuilder(silos).Build();
        await cluster.DeployAsync();
        return cluster;
    }

    private static IPlaceGrain Grain(TestCluster cluster, long key) => cluster.GrainFactory.GetGrain<IPlaceGrain>(key);

    private static Task<SiloAddress[]> PlacesAsync(TestCluster cluster) =>
        Task.WhenAll(Enumerable.Range(0, Grains).Select(i => Grain(cluster, i).GetSilo()));
}
