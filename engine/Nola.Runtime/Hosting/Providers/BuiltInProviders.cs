using System.Globalization;
using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Nola.Runtime.Hosting.Providers;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Providers;
using Orleans.Storage;

[assembly: RegisterProvider("Development", "Clustering", "Silo", typeof(DevelopmentClusteringProvider))]
[assembly: RegisterProvider("Development", "Clustering", "Client", typeof(StaticClusteringProvider))]
[assembly: RegisterProvider("Static", "Clustering", "Client", typeof(StaticClusteringProvider))]
[assembly: RegisterProvider("Memory", "GrainStorage", "Silo", typeof(MemoryStorageProvider))]
[assembly: RegisterProvider("Memory", "Reminders", "Silo", typeof(MemoryReminderProvider))]
[assembly: RegisterProvider("Memory", "Streaming", "Silo", typeof(MemoryStreamingProvider))]
[assembly: RegisterProvider("Memory", "Streaming", "Client", typeof(MemoryStreamingProvider))]

namespace Nola.Runtime.Hosting.Providers;

/// <summary><c>Clustering:PrimarySiloEndPoint</c>; without one the silo is the primary.</summary>
internal sealed class DevelopmentClusteringProvider : IProviderBuilder<ISiloBuilder>
{
    public void Configure(ISiloBuilder builder, string? name, IConfigurationSection configurationSection)
    {
        IPEndPoint? primary = null;
        if (configurationSection["PrimarySiloEndPoint"] is { Length: > 0 } text && !IPEndPoint.TryParse(text, out primary))
        {
            throw new OrleansConfigurationException(
                $"{configurationSection.Path}:PrimarySiloEndPoint is {text}, which is no endpoint.");
        }

        builder.UseDevelopmentClustering(primary);
    }
}

/// <summary>The children of <c>Clustering:Gateways</c>; without any the default port on loopback.</summary>
internal sealed class StaticClusteringProvider : IProviderBuilder<IClientBuilder>
{
    public void Configure(IClientBuilder builder, string? name, IConfigurationSection configurationSection)
    {
        var gateways = configurationSection.GetSection("Gateways").GetChildren().Select(child =>
            IPEndPoint.TryParse(child.Value ?? string.Empty, out var endpoint)
                ? endpoint
                : throw new OrleansConfigurationException($"{child.Path} is {child.Value}, which is no endpoint.")).ToArray();
        builder.UseStaticClustering(
            gateways is [] ? [new IPEndPoint(IPAddress.Loopback, EndpointOptions.DEFAULT_GATEWAY_PORT)] : gateways);
    }
}

/// <summary>Storage in the cluster's memory.</summary>
internal sealed class MemoryStorageProvider : IProviderBuilder<ISiloBuilder>
{
    public void Configure(ISiloBuilder builder, string? name, IConfigurationSection configurationSection) =>
        builder.AddMemoryGrainStorage(
            name ?? ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME,
            storage => storage.Configure<IServiceProvider>((options, services) =>
            {
                if (int.TryParse(
                    configurationSection[nameof(options.NumStorageGrains)], CultureInfo.InvariantCulture, out var count))
                {
                    options.NumStorageGrains = count;
                }

                if (configurationSection["SerializerKey"] is { Length: > 0 } key)
                {
                    options.GrainStorageSerializer = services.GetRequiredKeyedService<IGrainStorageSerializer>(key);
                }
            }));
}

/// <summary>Reminders in the cluster's memory.</summary>
internal sealed class MemoryReminderProvider : IProviderBuilder<ISiloBuilder>
{
    public void Configure(ISiloBuilder builder, string? name, IConfigurationSection configurationSection) =>
        builder.UseInMemoryReminderService();
}

/// <summary>Streams in the cluster's memory.</summary>
internal sealed class MemoryStreamingProvider : IProviderBuilder<ISiloBuilder>, IProviderBuilder<IClientBuilder>
{
    public void Configure(ISiloBuilder builder, string? name, IConfigurationSection configurationSection) =>
        builder.AddMemoryStreams(name!);

    public void Configure(IClientBuilder builder, string? name, IConfigurationSection configurationSection) =>
        builder.AddMemoryStreams(name!);
}
