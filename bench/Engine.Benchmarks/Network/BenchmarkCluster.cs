using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Engine.Benchmarks.Network;

/// <summary>A redis-server for the membership, silo processes, and a client in this process.</summary>
internal sealed class BenchmarkCluster : IAsyncDisposable
{
    private readonly Child _redis;
    private readonly IHost? _client;

    private BenchmarkCluster(Child redis, Child[] silos, IHost? client)
    {
        _redis = redis;
        Silos = silos;
        _client = client;
    }

    public IReadOnlyList<Child> Silos { get; }

    public IGrainFactory Grains => _client!.Services.GetRequiredService<IGrainFactory>();

    public static async Task<BenchmarkCluster> StartAsync(int silos, bool withClient)
    {
        var redisPort = FreePort();
        var redis = Child.Start(
            "redis-server", "--port", $"{redisPort}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no",
            "--dir", Path.GetTempPath());
        while (!(await redis.ReadLineAsync()).Contains("Ready to accept connections", StringComparison.Ordinal))
        {
        }

        redis.IgnoreOutput();
        var children = new Child[silos];
        for (var i = 0; i < silos; i++)
        {
            children[i] = Child.StartSelf(new SiloArguments(redisPort, FreePort(), FreePort()).ToArray());
            var line = await children[i].ReadLineAsync();
            if (line != SiloProcess.Ready) throw new InvalidOperationException($"A silo did not start: {line}");
        }

        return new BenchmarkCluster(redis, children, withClient ? await StartClientAsync(redisPort) : null);
    }

    /// <summary>What this process and all silos have used.</summary>
    public async Task<ProcessUsage> UsageAsync()
    {
        var usage = _client is null ? default : ProcessUsage.Now();
        foreach (var silo in Silos) usage += await SiloUsageAsync(silo);
        return usage;
    }

    public static async Task<ProcessUsage> SiloUsageAsync(Child silo) =>
        ProcessUsage.Parse(await silo.AskAsync(SiloProcess.UsageCommand));

    /// <summary>Has the first silo's grains call the second one's.</summary>
    public async Task<long> CallBetweenSilosAsync(TimeSpan duration) => long.Parse(
        await Silos[0].AskAsync(string.Create(
            CultureInfo.InvariantCulture, $"{SiloProcess.CallCommand} {duration.TotalSeconds}")),
        CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        if (_client is not null)
        {
            await _client.StopAsync();
            _client.Dispose();
        }

        foreach (var silo in Silos) await silo.DisposeAsync();
        _redis.Kill();
        await _redis.DisposeAsync();
    }

    private static async Task<IHost> StartClientAsync(int redisPort)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Error);
        builder.UseOrleansClient(client => client
            .UseRedisClustering($"127.0.0.1:{redisPort}")
            .Configure<Orleans.Configuration.ClusterOptions>(SiloProcess.NameCluster));
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
