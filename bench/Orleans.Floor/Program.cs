using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;
using ShopActors.Floor;

// Usage: dotnet run -c Release --project bench/Orleans.Floor [rounds]
// What Orleans itself costs on this machine, without a shop: one silo, no logging, grains that do nothing.
// Prints one line per figure, the median of the rounds.
const int WarmUpRounds = 3;
var rounds = args.Length > 0 ? int.Parse(args[0], null) : 9;

var builder = Host.CreateEmptyApplicationBuilder(null);
builder.UseOrleans(silo => silo.UseLocalhostClustering(siloPort: 18_111, gatewayPort: 0));
using var host = builder.Build();
await host.StartAsync();

var figures = new Figures(host.Services.GetRequiredService<IGrainFactory>());
for (var round = 0; round < WarmUpRounds; round++) await figures.MeasureRoundAsync();
figures.Forget();
for (var round = 0; round < rounds; round++) await figures.MeasureRoundAsync();

Console.WriteLine(
    $"{Environment.ProcessorCount} processors, .NET {Environment.Version}, median of {rounds} rounds, CPU of all " +
    "threads");
figures.Print(Console.Out);
await host.StopAsync();
