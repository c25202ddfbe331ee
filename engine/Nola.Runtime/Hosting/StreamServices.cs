using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Nola.Runtime.Streams;
using Orleans.Configuration;
using Orleans.Providers;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Nola.Runtime.Hosting;

/// <summary>The services of streams.</summary>
internal static class StreamServices
{
    public static void AddTo(IServiceCollection services)
    {
        services.AddOptions<StreamPullingAgentOptions>();
        services.AddOptions<StreamPubSubOptions>();
        services.AddOptions<StreamCacheEvictionOptions>();
        services.TryAddSingleton<ImplicitSubscriptions>();
        services.TryAddSingleton<StreamRuntime>();
        services.TryAddSingleton<IStreamSubscriptionManagerAdmin, SubscriptionManager>();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<ILifecycleParticipant<ISiloLifecycle>, StreamRuntimeStart>());
    }

    public static void AddMemoryStreams<TSerializer>(IServiceCollection services, string name)
        where TSerializer : class, IMemoryMessageBodySerializer
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        AddTo(services);
        services.AddKeyedSingleton<IStreamProvider>(name, (provider, _) => new MemoryStreamProvider(
            name,
            provider.GetRequiredService<StreamRuntime>(),
            provider.GetRequiredService<IOptionsMonitor<StreamPubSubOptions>>().Get(name).PubSubType,
            typeof(TSerializer) == typeof(DefaultMemoryMessageBodySerializer)
                ? null
                : ActivatorUtilities.GetServiceOrCreateInstance<TSerializer>(provider)));
    }

    /// <summary>Makes the runtime with the silo: its extension must be there before the first event is delivered.</summary>
    private sealed class StreamRuntimeStart(StreamRuntime runtime) : ILifecycleParticipant<ISiloLifecycle>
    {
        public void Participate(ISiloLifecycle lifecycle) => ArgumentNullException.ThrowIfNull(runtime);
    }
}
