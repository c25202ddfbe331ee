using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nola.Runtime.Activation;
using Nola.Runtime.Hosting.Providers;
using Nola.Runtime.Messaging;
using Nola.Runtime.Placement;
using Nola.Runtime.Scheduling;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Serialization;

namespace Nola.Runtime.Hosting;

/// <summary>The services of a client of a cluster.</summary>
internal static class ClientServices
{
    private const string SectionName = "Orleans";

    private static readonly ProviderConfiguration<IClientBuilder> Providers =
        new("Client", ["Clustering"], ["BroadcastChannel", "Streaming"]);

    /// <summary>Adds them where they are not there yet; gives the container's client builder.</summary>
    public static IClientBuilder AddTo(IServiceCollection services, IConfiguration configuration)
    {
        if (SiloServices.Find<ClientBuilder>(services) is { } existing) return existing;

        if (SiloServices.Find<SiloBuilder>(services) is not null)
        {
            throw new OrleansConfigurationException(
                "UseOrleans and UseOrleansClient cannot be combined: a silo has a client of its own.");
        }

        var builder = new ClientBuilder(services, configuration);
        var section = configuration.GetSection(SectionName);
        services.AddSingleton(builder);
        services.AddOptions<ClusterOptions>().Bind(section);
        services.AddOptions<ClientMessagingOptions>().Bind(section.GetSection("Messaging"));
        services.AddOptions<GatewayOptions>();
        HostServices.AddTo(services);
        services.TryAddSingleton<ClientIdentity>();
        services.TryAddSingleton<ClientLifecycle>();
        services.TryAddSingleton<IClusterClientLifecycle>(s => s.GetRequiredService<ClientLifecycle>());
        services.TryAddSingleton(CreateHost);
        services.TryAddSingleton<IGrainLocator, NowhereLocator>();
        services.TryAddSingleton<IIncomingMessageHandler, IncomingMessages>();
        ClientParts.AddTo(services, s => s.GetRequiredService<ClientIdentity>().Address);
        services.TryAddSingleton<ILocalActivationStatusChecker, LocalActivationStatusChecker>();
        services.AddHostedService<ClientHostedService>();
        Providers.Apply(builder, section);
        if (section.GetValue<bool>("EnableDistributedTracing")) builder.AddActivityPropagation();
        return builder;
    }

    private static ActivationHost CreateHost(IServiceProvider services) => new(new ActivationHostSetup(
        services,
        services.GetRequiredService<ILoggerFactory>(),
        services.GetRequiredService<TimeProvider>(),
        services.GetRequiredService<ClientIdentity>().Address,
        IsClient: true,
        services.GetRequiredService<CodecProvider>(),
        services.GetRequiredService<IOptions<ClientMessagingOptions>>().Value,
        new GrainCollectionOptions(),
        services.GetRequiredService<IGrainLocator>(),
        services.GetRequiredService<ServiceLifetimes>(),
        services.GetRequiredService<IServiceProviderIsService>(),
        services.GetRequiredService<ITurnPool>()));

    /// <summary>Nothing but observers is in a client.</summary>
    private sealed class NowhereLocator : IGrainLocator
    {
        public bool IsLocal(GrainId grainId, PlacementStrategy placement) => false;

        public SiloAddress? Locate(GrainId grainId, PlacementStrategy placement) => null;
    }
}
