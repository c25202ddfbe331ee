using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;
using Xunit.Abstractions;

namespace Nola.Runtime.Tests.Placement;

/// <summary>
/// Grains that are placed, moved and called while silos join, stop and are killed: whatever the order of things, none
/// has two live activations, and in the end all answer.
/// </summary>
public sealed class SingleActivationTests(ITestOutputHelper output)
{
    private const int Grains = 40;
    private const int Callers = 4;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Grains_WhileSilosComeAndGo_HaveOneActivation(int seed)
    {
        output.WriteLine($"seed {seed}");
        var census = new Census();
        var builder = new InProcessTestClusterBuilder(3);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton(census);
            silo.AddPlacementDirector<SiloCornerPlacement, SiloCornerDirector>();
        });
        await using var cluster = builder.Build();
        await cluster.DeployAsync();
        using var over = new CancellationTokenSource();
        var callers = Enumerable.Range(0, Callers)
            .Select(caller => CallAsync(cluster, new Random(seed * 100 + caller), over.Token)).ToArray();

        var random = new Random(seed);
        foreach (var step in (string[])["join", "kill", "stop", "join", "kill", "join"])
        {
            // The first has the table of membership.
            var silos = cluster.Silos.Skip(1).ToArray();
            if (step == "join")
            {
                await cluster.StartAdditionalSiloAsync();
                continue;
            }

            output.WriteLine(string.Join(", ", cluster.Silos.Select(silo => silo.SiloAddress)));
            var victim = silos[random.Next(silos.Length)];
            output.WriteLine($"{step} {victim.SiloAddress}");
            if (step == "stop")
            {
                await cluster.StopSiloAsync(victim);
                continue;
            }

            // Before: taking it down may last longer than its lease.
            census.Killed(victim.SiloAddress);
            await cluster.KillSiloAsync(victim);
        }

        await cluster.WaitForLivenessToStabilizeAsync(didKill: true);
        await over.CancelAsync();
        var answered = await Task.WhenAll(callers);
        Assert.All(answered, count => Assert.True(count > 0));
        for (var key = 0; key < Grains; key++) await GrainOf(cluster, key).Where();
        Assert.True(census.Twins.IsEmpty, string.Join("\n", census.Twins));
    }

    private static async Task<int> CallAsync(InProcessTestCluster cluster, Random random, CancellationToken over)
    {
        var answered = 0;
        while (!over.IsCancellationRequested)
        {
            var grain = GrainOf(cluster, random.Next(Grains));
            var silos = cluster.Silos;
            try
            {
                if (random.Next(4) == 0) await grain.MoveTo(silos[random.Next(silos.Count)].SiloAddress);
                await grain.Count();
                answered++;
            }
            catch (Exception exception) when (exception is SiloUnavailableException or TimeoutException or OrleansException)
            {
                // What was with a silo that is killed.
                continue;
            }
        }

        return answered;
    }

    private static INomadGrain GrainOf(InProcessTestCluster cluster, int key) => (key % 4) switch
    {
        0 => cluster.Client.GetGrain<IRingNomadGrain>(key),
        1 => cluster.Client.GetGrain<IRandomNomadGrain>(key),
        2 => cluster.Client.GetGrain<ILocalNomadGrain>(key),
        _ => cluster.Client.GetGrain<ICornerNomadGrain>(key),
    };
}
