using ShopActors.TestKit;
using ShopActors.Shop.LoadTests;

if (LoadOptions.Parse(args) is not { } options)
{
    Console.WriteLine(LoadOptions.Usage);
    return 2;
}

using var cancellation = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    cancellation.Cancel();
};

using var home = new TemporaryDirectory("shop-load-") { Keep = options.Keep };
await using var process = options.ShopUrl is null
    ? new ShopProcess(home.Child("data"), home.File("shop.log"), options.OpsToken) : null;
if (process is not null)
{
    await process.StartAsync(cancellation.Token);
}

await using var reference = options.WithReference ? await ReferenceProcess.StartAsync(home, cancellation.Token) : null;
using var shopTarget = new LoadTarget(
    "shop", options.ShopUrl ?? process!.Address, options.Clients,
    process is null ? [] : [process.ProcessId], options.OpsToken);
using var referenceTarget = reference is null ? null
    : new LoadTarget("reference", reference.Address, options.Clients, reference.ProcessIds, null);

await shopTarget.StockUpAsync(cancellation.Token);
await (referenceTarget?.StockUpAsync(cancellation.Token) ?? Task.CompletedTask);

Console.WriteLine(
    $"{Environment.ProcessorCount} processors, {options.Clients} clients in a closed loop, "
    + $"median of {options.Rounds} rounds of about {options.Seconds} s, client on the same machine");
var run = new LoadRun(options, shopTarget, referenceTarget, Console.Out);
var isSound = true;
foreach (var scenario in options.Scenarios)
{
    isSound &= await run.MeasureAsync(scenario, cancellation.Token);
}

isSound &= await ShopAudit.CheckAsync(shopTarget, Console.Out, cancellation.Token);
return isSound ? 0 : 1;
