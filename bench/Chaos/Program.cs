using ShopActors.Chaos.Fleets;
using ShopActors.Chaos.Scenarios;
using ShopActors.Harness;

if (ChaosOptions.Parse(args) is not { } options)
{
    Console.WriteLine(ChaosOptions.Usage);
    return 2;
}

RepositoryLayout.Published = options.Programs is null ? null : Path.GetFullPath(options.Programs);
using var cancellation = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    cancellation.Cancel();
};

using var home = new TemporaryDirectory("shop-chaos-") { Keep = true };
Console.WriteLine($"logs and journal in {home.FullName}");
const string OpsToken = "chaos-operator-token-0123456789abcdef";
await using Fleet fleet = options.Embedded
    ? new EmbeddedFleet(home.FullName, OpsToken)
    : new ClusterFleet(home.FullName, OpsToken, options.Silos, options.Scenario.BreaksLinks);
var report = await new ChaosRun(options, fleet, Console.Out).RunAsync(cancellation.Token);
report.Print(options, Console.Out);

// What a failed run leaves behind is its evidence.
var isClean = report.Violations.Count == 0 && report.Invalid(options) is null;
home.Keep = options.Keep || !isClean;
return report.Violations.Count > 0 ? 1 : isClean ? 0 : 3;
