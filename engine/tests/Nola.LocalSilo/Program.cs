using System.Globalization;
using System.Net;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;

// A silo of a localhost cluster in a process of its own, for tests: silo port, gateway port, the primary's silo port.
// It says when it is ready and stops in order when its input ends.
var ports = args.Select(port => int.Parse(port, CultureInfo.InvariantCulture)).ToArray();
var builder = Host.CreateApplicationBuilder();
builder.UseOrleans(silo => silo.UseLocalhostClustering(
    ports[0], ports[1], new IPEndPoint(IPAddress.Loopback, ports[2])));
using var host = builder.Build();
await host.StartAsync();
Console.WriteLine("ready");
while (await Console.In.ReadLineAsync() is not null)
{
    // Nothing is said to it.
}

await host.StopAsync();
