using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Nola.Runtime.Tests.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Providers;
using Orleans.Runtime;
using Orleans.Storage;
using Orleans.Streams;

[assembly: RegisterProvider("Test", "GrainStorage", "Silo", typeof(TestStorageProvider))]

namespace Nola.Runtime.Tests.Hosting;

public sealed class ProviderConfigurationTests
{
    [Fact]
    public async Task Configuration_NamesEverything_SiloAndClientNeedNoCode()
    {
        var (siloPort, gatewayPort) = (LocalSiloProcess.FreePort(), LocalSiloProcess.FreePort());
        using var silo = Build(builder => builder.UseOrleans(), new()
        {
            ["Orleans:ClusterId"] = "configured",
            ["Orleans:Name"] = "solo",
            ["Orleans:EnableDistributedTracing"] = "true",
            ["Orleans:Endpoints:SiloPort"] = siloPort.ToString(CultureInfo.InvariantCulture),
            ["Orleans:Endpoints:GatewayPort"] = gatewayPort.ToString(CultureInfo.InvariantCulture),
            ["Orleans:Clustering:ProviderType"] = "Development",
            ["Orleans:Reminders:ProviderType"] = "Memory",
            ["Orleans:GrainStorage:Default:ProviderType"] = "memory",
            ["Orleans:GrainStorage:Other:ProviderType"] = "Test",
            ["Orleans:Streaming:news:ProviderType"] = "Memory",
        });
        await silo.StartAsync();
        using var client = Build(builder => builder.UseOrleansClient(), new()
        {
            ["Orleans:ClusterId"] = "configured",
            ["Orleans:Clustering:ProviderType"] = "Static",
            ["Orleans:Clustering:Gateways:0"] = $"127.0.0.1:{gatewayPort}",
            ["Orleans:Streaming:news:ProviderType"] = "Memory",
        });
        await client.StartAsync();

        var management = client.Services.GetRequiredService<IClusterClient>().GetGrain<IManagementGrain>(0);
        Assert.Equal(siloPort, Assert.Single((await management.GetHosts(onlyActive: true)).Keys).Endpoint.Port);
        Assert.Equal("solo", silo.Services.GetRequiredService<ILocalSiloDetails>().Name);
        Assert.NotNull(silo.Services.GetService<IReminderTable>());
        Assert.NotNull(silo.Services.GetService<IGrainStorage>());
        Assert.Equal("Other", silo.Services.GetRequiredService<TestStorageProvider.Marker>().Name);
        Assert.NotNull(silo.Services.GetKeyedService<IStreamProvider>("news"));
        Assert.NotNull(client.Services.GetKeyedService<IStreamProvider>("news"));
        await client.StopAsync();
        await silo.StopAsync();
    }

    [Fact]
    public void Configuration_NamesAnUnknownProvider_SaysWhichThereAre()
    {
        var exception = Assert.Throws<InvalidOperationException>(() => Build(builder => builder.UseOrleans(), new()
        {
            ["Orleans:GrainStorage:Default:ProviderType"] = "Stone",
        }));

        Assert.Contains("Stone", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Memory", exception.Message, StringComparison.Ordinal);
    }

    private static IHost Build(Action<HostApplicationBuilder> configure, Dictionary<string, string?> configuration)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(configuration);
        configure(builder);
        return builder.Build();
    }
}

internal sealed class TestStorageProvider : IProviderBuilder<ISiloBuilder>
{
    public void Configure(ISiloBuilder builder, string? name, IConfigurationSection configurationSection) =>
        builder.Services.AddSingleton(new Marker(name));

    internal sealed record Marker(string? Name);
}
