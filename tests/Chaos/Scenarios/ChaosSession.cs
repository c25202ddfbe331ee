using ShopActors.Chaos.Fleets;
using ShopActors.TestKit;

namespace ShopActors.Chaos.Scenarios;

/// <summary>A run with all that it needs: a place for its data, and processes that end with it.</summary>
internal static class ChaosSession
{
    private const string OpsToken = "chaos-operator-token-0123456789abcdef";

    public static async Task<ChaosReport> RunAsync(
        ChaosOptions options, TextWriter output, CancellationToken cancellationToken)
    {
        using var home = new TemporaryDirectory("shop-chaos-") { Keep = true };
        output.WriteLine($"logs and journal in {home.FullName}");
        Fleet fleet = options.Embedded
            ? new EmbeddedFleet(home.FullName, OpsToken)
            : new ClusterFleet(
                home.FullName, OpsToken, options.Silos, options.Scenario.BreaksLinks, options.Scenario.HasBroker);
        await using var ending = fleet.ConfigureAwait(false);
        var report = await new ChaosRun(options, fleet, output).RunAsync(cancellationToken).ConfigureAwait(false);
        report.Print(options, output);

        // What a failed run leaves behind is its evidence.
        home.Keep = options.Keep || report.Violations.Count > 0 || report.StuckStarts.Count > 0
            || report.Invalid(options) is not null;
        return report;
    }
}
