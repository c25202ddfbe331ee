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
using Nola.Runtime.Services;
using Nola.Runtime.Storage;
using Nola.Runtime.Timers;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Serialization;
using Orleans.Storage;
using Orleans.Timers;

namespace Nola.Runtime.Hosting;

/// <summary>The services of a silo.</summary>
internal static class SiloServices
{
    private const string SectionName = "Orleans";

    private static readonly ProviderConfiguration<ISiloBuilder> Providers = new(
        "Silo",
        ["Clustering", "Reminders"],
        ["BroadcastChannel", "Streaming", "GrainStorage", "GrainDirectory"]);

    /// <summary>Adds them where they are not there yet; gives the container's silo builder.</summary>
    public static ISiloBuilder AddTo(IServiceCollection services, IConfiguration configuration)
    {
        if (Find<SiloBuilder>(services) is { } existing) return existing;

        if (Find<ClientBuilder>(services) is not null)
        {
            throw new OrleansConfigurationException(
                "UseOrleans and UseOrleansClient cannot be combined: a silo has a client of its own.");
        }

        var builder = new SiloBuilder(services, configuration);
        services.AddSingleton(builder);
        AddOptions(services, configuration.GetSection(SectionName));
        HostServices.AddTo(services);
        services.TryAddSingleton<IGrainRuntime, GrainRuntime>();
        services.TryAddSingleton<ITimerRegistry, TimerRegistry>();
        services.TryAddSingleton<IPersistentStateFactory, PersistentStateFactory>();
        services.TryAddSingleton<SiloIdentity>();
        services.TryAddSingleton<ILocalSiloDetails>(s => s.GetRequiredService<SiloIdentity>());
        services.TryAddSingleton<SiloLifecycle>();
        services.TryAddSingleton<ISiloLifecycleSubject>(s => s.GetRequiredService<SiloLifecycle>());
        services.TryAddSingleton<ISiloLifecycle>(s => s.GetRequiredService<SiloLifecycle>());
        services.TryAddSingleton(CreateHost);
        services.TryAddSingleton<IGrainLocator>(s =>
            new SingleSiloLocator(s.GetRequiredService<ILocalSiloDetails>().SiloAddress));
        services.TryAddSingleton<IIncomingMessageHandler, IncomingMessages>();
        services.TryAddSingleton<ICallWatcher, RemoteCycles>();
        services.TryAddSingleton<IRangeListener, RangeReleaser>();
        services.TryAddSingleton<IGrainKinds, GrainKinds>();
        services.TryAddSingleton<GrainMoves>();
        services.TryAddSingleton<ILoadMeter, LoadMeter>();
        services.AddSingleton<Silo>();
        services.TryAddSingleton(s => new Orleans.Runtime.Silo(s.GetRequiredService<ActivationHost>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ILifecycleParticipant<ISiloLifecycle>, ServiceRegistry>());
        services.AddHostedService<SiloHostedService>();
        services.AddTransient<IConfigurationValidator, ClusteringValidator>();
        services.AddTransient<IConfigurationValidator, SiloOptionsValidator>();
        services.TryAddSingleton<ILocalActivationStatusChecker, LocalActivationStatusChecker>();
        Providers.Apply(builder, configuration.GetSection(SectionName));
        if (configuration.GetSection(SectionName).GetValue<bool>("EnableDistributedTracing")) builder.AddActivityPropagation();
        return builder;
    }

    internal static T? Find<T>(IServiceCollection services)
        where T : class =>
        services.LastOrDefault(service => service.ServiceType == typeof(T))?.ImplementationInstance as T;

    private static void AddOptions(IServiceCollection services, IConfiguration section)
    {
        services.AddOptions<ClusterOptions>().Bind(section);
        services.AddOptions<SiloOptions>().Configure(options => options.SiloName ??= section["Name"]);
        services.AddOptions<SiloMessagingOptions>().Bind(section.GetSection("Messaging"));
        services.AddOptions<EndpointOptions>().Configure(options => BindEndpoints(options, section.GetSection("Endpoints")));
        services.AddOptions<GrainCollectionOptions>();
        services.AddOptions<StatelessWorkerOptions>();
    }

    private static void BindEndpoints(EndpointOptions options, IConfiguration section)
    {
        options.SiloPort = section.GetValue(nameof(options.SiloPort), options.SiloPort);
        options.GatewayPort = section.GetValue(nameof(options.GatewayPort), options.GatewayPort);
        if (section[nameof(options.AdvertisedIPAddress)] is { } address)
        {
            options.AdvertisedIPAddress = System.Net.IPAddress.Parse(address);
        }

        if (section[nameof(options.SiloListeningEndpoint)] is { } silo)
        {
            options.SiloListeningEndpoint = System.Net.IPEndPoint.Parse(silo);
        }

        if (section[nameof(options.GatewayListeningEndpoint)] is { } gateway)
        {
            options.GatewayListeningEndpoint = System.Net.IPEndPoint.Parse(gateway);
        }
    }

    private static ActivationHost CreateHost(IServiceProvider services) => new(new ActivationHostSetup(
        services,
        services.GetRequiredService<ILoggerFactory>(),
        services.GetRequiredService<TimeProvider>(),
        services.GetRequiredService<ILocalSiloDetails>().SiloAddress,
        IsClient: false,
        services.GetRequiredService<CodecProvider>(),
        services.GetRequiredService<IOptions<SiloMessagingOptions>>().Value,
        services.GetRequiredService<IOptions<GrainCollectionOptions>>().Value,
        services.GetRequiredService<IGrainLocator>(),
        services.GetRequiredService<ServiceLifetimes>(),
        services.GetRequiredService<IServiceProviderIsService>(),
        services.GetRequiredService<ITurnPool>(),
        services.GetService<GrainDirectory>()));
}
