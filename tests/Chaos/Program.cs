using ShopActors.Chaos.Scenarios;
using ShopActors.TestKit;

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

var report = await ChaosSession.RunAsync(options, Console.Out, cancellation.Token);
return report.Violations.Count > 0 ? 1 : report.Invalid(options) is null ? 0 : 3;
