using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Nola.Upgrade;
using Orleans.Configuration;
using Orleans.Hosting;

// A silo of one build, for tests: silo port, gateway port, Redis, a folder for documents. It does what each line of its
// input says with all documents, and answers with a line; it stops in order when its input ends.
var builder = Host.CreateEmptyApplicationBuilder(null);
builder.Services.AddSingleton(new DocumentFolder(args[3]));
builder.UseOrleans(silo => silo
    .Configure<ClusterOptions>(options => options.ClusterId = "upgrade")
    .ConfigureEndpoints(
        IPAddress.Loopback,
        int.Parse(args[0], CultureInfo.InvariantCulture),
        int.Parse(args[1], CultureInfo.InvariantCulture))
    .UseRedisClustering(args[2]));
using var host = builder.Build();
await host.StartAsync();
Console.WriteLine("ready");
var work = new Work(host.Services.GetRequiredService<IGrainFactory>());
while (await Console.In.ReadLineAsync() is { } line)
{
    Console.WriteLine(await work.DoAsync(line));
}

await host.StopAsync();
