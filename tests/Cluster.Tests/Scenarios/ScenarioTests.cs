using System.Globalization;
using ShopActors.Chaos.Scenarios;
using Xunit.Abstractions;

namespace ShopActors.Cluster.Tests.Scenarios;

/// <summary>
/// Short runs of tests/Chaos: three silos, an API, a PostgreSQL, a Redis and a payment provider as processes, customers
/// who buy, and trouble. They fail for broken promises alone and never for speed, so that a slow machine only makes
/// them slower. CHAOS_SEED gives all of them another seed.
/// </summary>
public sealed class ScenarioTests(ITestOutputHelper output)
{
    // Each operation may be repeated for 30 s; what is unknown then was lost sight of.
    private const double DefiniteShareMin = 0.99;

    // Scenarios that promise the same share one shop: most of a short run is its start, its end, and the check.
    [ClusterFact]
    public Task K1K9K2_SilosKilledOneByOneAllAndEverything_NothingIsLost() =>
        RunAsync(Scenario.InTurn(("K1", 14), ("K9", 14), ("K2", 12)), seconds: 60);

    [ClusterFact]
    public Task K3_SiloStopped_NothingIsLost() => RunAsync("K3", seconds: 20);

    [ClusterFact]
    public Task K4K10_RedisKilledRestartedOrStopped_NoRequestFailsAndNoSiloDies() =>
        RunAsync(Scenario.InTurn(("K4", 18), ("K10", 16)), seconds: 40);

    [ClusterFact]
    public Task K7_SilosRestartedGracefully_NoRequestFails() => RunAsync("K7", seconds: 16);

    [ClusterFact]
    public Task K8_LinksBroken_NothingIsLost() => RunAsync("K8", seconds: 24);

    [ClusterFact]
    public Task K11_PostgresKilledStoppedAndRestarted_NothingIsLostAndNoSiloDies() => RunAsync("K11", seconds: 40);

    [ClusterFact]
    public Task K12_SilosBrokerAndReceiverAway_EveryEventIsHeard() => RunAsync("K12", seconds: 30);

    private Task RunAsync(string scenario, int seconds) =>
        RunAsync(Scenario.All.Single(known => known.Name == scenario), seconds);

    private async Task RunAsync(Scenario scenario, int seconds)
    {
        var seed = Environment.GetEnvironmentVariable("CHAOS_SEED") is { Length: > 0 } given
            ? int.Parse(given, CultureInfo.InvariantCulture)
            : 1;
        var options = new ChaosOptions
        {
            Scenario = scenario,
            Seconds = seconds,
            WarmUpSeconds = 2,
            CalmSeconds = 2,
            Rate = 4,
            Clients = 16,
            PeriodSeconds = 4,
            Seed = seed,
        };
        using var told = new StringWriter(CultureInfo.InvariantCulture);
        try
        {
            var report = await ChaosSession.RunAsync(options, told, CancellationToken.None);

            Assert.Empty(report.Violations);
            Assert.Null(report.Invalid(options));
            Assert.DoesNotContain("500", report.Failures.Keys);
            Assert.True(report.DefiniteShare >= DefiniteShareMin, $"{report.DefiniteShare:P2} are definite");
        }
        finally
        {
            output.WriteLine(told.ToString());
        }
    }
}
