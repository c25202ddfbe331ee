using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace Engine.Benchmarks.Network;

/// <summary>
/// A silo in a process of its own. It does what its standard input says, answers one line to each, and ends with it.
/// </summary>
internal sealed class SiloProcess(IHost host)
{
    public const string Role = "silo-process";
    public const string Ready = "ready";
    public const string UsageCommand = "usage";
    public const string CallCommand = "call";

    private const string ClusterId = "bench";
    private const int Targets = 1000;
    private const int Callers = 100;

    public static async Task RunAsync(SiloArguments arguments)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Error);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(
            options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.UseOrleans(silo => silo
            .UseRedisClustering($"127.0.0.1:{arguments.RedisPort}")
            .Configure<ClusterOptions>(NameCluster)
            .ConfigureEndpoints(IPAddress.Loopback, arguments.SiloPort, arguments.GatewayPort));
        using var host = builder.Build();
        await host.StartAsync();
        Console.WriteLine(Ready);
        var process = new SiloProcess(host);

        // Console.In would block the thread that waits for a line.
        using var input = new StreamReader(Console.OpenStandardInput());
        while (await input.ReadLineAsync() is { } line)
        {
            Console.WriteLine(await process.ExecuteAsync(line.Split(' ')));
        }

        await host.StopAsync();
    }

    public static void NameCluster(ClusterOptions options)
    {
        options.ClusterId = ClusterId;
        options.ServiceId = ClusterId;
    }

    private async Task<string> ExecuteAsync(string[] command) => command switch
    {
        [UsageCommand] => ProcessUsage.Now().ToString(),
        [CallCommand, var seconds] => await CallAsync(double.Parse(seconds, CultureInfo.InvariantCulture)),
        _ => throw new InvalidOperationException($"The silo knows no command {string.Join(' ', command)}."),
    };

    // Grains of this silo call grains of the other one.
    private async Task<string> CallAsync(double seconds)
    {
        var grains = host.Services.GetRequiredService<IGrainFactory>();
        var here = host.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress;
        var callers = await FindAsync(
            Callers, async key => await IsAt(grains.GetGrain<IRemoteCallerGrain>(key).Where(), here));
        var targets = await FindAsync(
            Targets, async key => !await IsAt(grains.GetGrain<IRemoteGrain>(key).Where(), here));
        var counts = await Task.WhenAll(callers.Select((caller, i) => grains.GetGrain<IRemoteCallerGrain>(caller)
            .CallFor(targets, i * (Targets / Callers), TimeSpan.FromSeconds(seconds))));
        return counts.Sum().ToString(CultureInfo.InvariantCulture);
    }

    private static async Task<bool> IsAt(Task<string> where, SiloAddress silo) =>
        (await where).Contains(silo.ToString(), StringComparison.Ordinal);

    private static async Task<long[]> FindAsync(int count, Func<long, Task<bool>> condition)
    {
        var found = new List<long>(count);
        for (long key = 0; found.Count < count && key < 100 * count; key++)
        {
            if (await condition(key)) found.Add(key);
        }

        return found.Count == count
            ? [.. found]
            : throw new InvalidOperationException($"Only {found.Count} of {count} grains are where they must be.");
    }
}
