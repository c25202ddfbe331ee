using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Nola.Runtime.Activation;
using Nola.Runtime.Networking;
using Orleans.Hosting;

namespace Nola.Runtime.Tests.Hosting;

/// <summary>One silo in this process, without a network.</summary>
internal sealed class TestSilo : IAsyncDisposable
{
    private readonly IHost _host;

    private TestSilo(IHost host, FakeTime time)
    {
        _host = host;
        Time = time;
    }

    public FakeTime Time { get; }

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public IServiceProvider Services => _host.Services;

    public ActivationHost Activations => _host.Services.GetRequiredService<ActivationHost>();

    public static async Task<TestSilo> StartAsync(Action<ISiloBuilder>? configure = null, FakeTime? time = null)
    {
        time ??= new FakeTime();
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton<ITransport>(new InMemoryNetwork());
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(gatewayPort: 0);
            silo.AddMemoryGrainStorageAsDefault();
            configure?.Invoke(silo);
        });
        var host = builder.Build();
        await host.StartAsync();
        return new TestSilo(host, time);
    }

    public Task StopAsync(CancellationToken cancellationToken = default) => _host.StopAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
