using ShopActors.Events.LoadTests;

if (EventLoadOptions.Parse(args) is not { } options)
{
    Console.WriteLine(EventLoadOptions.Usage);
    return 2;
}

using var cancellation = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    cancellation.Cancel();
};

await using var shop = await MeasuredShop.StartAsync(cancellation.Token);
Console.WriteLine($"{Environment.ProcessorCount} processors, clients on the same machine");
var isSound = true;
if (options.Wants("delivery")) isSound &= await Delivery.MeasureAsync(shop, options, cancellation.Token);
if (options.Wants("streams")) isSound &= await OpenStreams.MeasureAsync(shop, options, cancellation.Token);
if (options.Wants("grpc")) isSound &= await GrpcReads.MeasureAsync(shop, options, cancellation.Token);
return isSound ? 0 : 1;
