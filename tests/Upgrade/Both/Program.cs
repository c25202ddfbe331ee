using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;
using ShopActors.Upgrade;

// A silo of one build, for tests: silo port, gateway port, Redis. It does what each line of its input says with all
// ledgers, and answers with a line; it stops in order when its input ends.
var builder = Host.CreateEmptyApplicationBuilder(null);
builder.Configuration["Storage:Backend"] = "Redis";
builder.Configuration["Storage:Grains:SnapshotEvents"] = "2";
builder.Configuration["Redis:ConnectionString"] = args[2];
builder.UseOrleans(silo =>
{
    silo.Configure<ClusterOptions>(options => options.ClusterId = "upgrade");
    silo.ConfigureEndpoints(
        IPAddress.Loopback,
        int.Parse(args[0], CultureInfo.InvariantCulture),
        int.Parse(args[1], CultureInfo.InvariantCulture));
    silo.UseRedisClustering(args[2]);
    silo.Services.AddJournalStore(builder.Configuration);
});
using var host = builder.Build();
await host.StartAsync();
Console.WriteLine("ready");
var work = new Work(host.Services.GetRequiredService<IGrainFactory>());
while (await Console.In.ReadLineAsync() is { } line)
{
    Console.WriteLine(await work.DoAsync(line));
}

await host.StopAsync();
