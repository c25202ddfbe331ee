using System.Globalization;
using ShopActors.Chaos.Scenarios;
using Xunit.Abstractions;

namespace ShopActors.Cluster.Tests.Upgrade;

/// <summary>
/// Three silos of the present version under customers who buy, replaced one after the other by the next version and
/// then back: what operations.md promises of a rolling upgrade.
/// </summary>
public sealed class MixedVersionTests(ITestOutputHelper output) : IDisposable
{
    /// <summary>
    /// Attempts that ended without an outcome, such as a time-out; each was repeated and then had one.
    /// </summary>
    private const int FailedRequestsMax = 20;

    // Customers must buy in every mixture of the two versions.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan BuildPatience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan UpgradePatience = TimeSpan.FromMinutes(10);

    private readonly TemporaryDirectory _home = new("next-version-");

    public void Dispose() => _home.Dispose();

    [ClusterFact]
    public async Task Silos_ReplacedByTheNextVersionAndBackUnderLoad_LoseNothing()
    {
        using var patience = new CancellationTokenSource(BuildPatience);
        var present = RepositoryLayout.Silo;
        var next = await NextVersion.PublishSiloAsync(_home.FullName, patience.Token);
        var options = new ChaosOptions
        {
            Scenario = new("upgrade", "each silo replaced by the next version, and back", ThereAndBackAsync),
            Seconds = (int)UpgradePatience.TotalSeconds,
            WarmUpSeconds = 2,
            CalmSeconds = 2,
            Rate = 4,
            Clients = 16,
        };
        using var told = new StringWriter(CultureInfo.InvariantCulture);
        try
        {
            var report = await ChaosSession.RunAsync(options, told, CancellationToken.None);

            var failed = report.History.Operations.Sum(operation => operation.UnknownAttempts);
            told.WriteLine($"failed     {failed} requests");
            Assert.Empty(report.Violations);
            Assert.Null(report.Invalid(options));
            Assert.Equal(2 * options.Silos, report.Faults);
            Assert.Equal(1, report.DefiniteShare);
            Assert.InRange(failed, 0, FailedRequestsMax);
        }
        finally
        {
            output.WriteLine(told.ToString());
        }

        async Task ThereAndBackAsync(Nemesis nemesis, CancellationToken stop)
        {
            foreach (var program in new[] { next, present })
            {
                foreach (var member in nemesis.Fleet.Members)
                {
                    Assert.True(await member.Process.StopAsync(StopPatience), $"{member.Name} did not end on SIGTERM.");
                    nemesis.Report($"{member.Name} becomes {(program == next ? "the next" : "the present")} version");
                    member.Process.Use(program);
                    await StartAsync(member.Process, stop);
                    await Task.Delay(Pause, stop);
                }
            }
        }
    }

    // On a busy machine a start may take longer than a supervisor waits; here the upgrade's time is the only bound.
    private static async Task StartAsync(ServiceProcess silo, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                await silo.StartAsync(stop);
                return;
            }
            catch (TimeoutException) when (silo.IsRunning)
            {
                // It is not ready yet.
            }
        }
    }
}
