using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Nola.Runtime.Streams;
using Orleans.BroadcastChannel;

namespace Orleans.Hosting;

/// <summary>Adds broadcast channels to silos and clients.</summary>
public static class ChannelHostingExtensions
{
    /// <summary>Adds broadcast channels under a name.</summary>
    public static ISiloBuilder AddBroadcastChannel(
        this ISiloBuilder @this, string name, Action<BroadcastChannelOptions> configureOptions) =>
        @this.AddBroadcastChannel(name, options => options.Configure(configureOptions));

    /// <summary>Adds broadcast channels under a name.</summary>
    public static ISiloBuilder AddBroadcastChannel(
        this ISiloBuilder @this, string name, Action<OptionsBuilder<BroadcastChannelOptions>>? configureOptions = null)
    {
        ArgumentNullException.ThrowIfNull(@this);
        Add(@this.Services, name, configureOptions);
        @this.Services.TryAddEnumerable(ServiceDescriptor.Singleton<ILifecycleParticipant<ISiloLifecycle>, Start>());
        return @this;
    }

    /// <summary>Adds broadcast channels under a name.</summary>
    public static IClientBuilder AddBroadcastChannel(
        this IClientBuilder @this, string name, Action<BroadcastChannelOptions> configureOptions) =>
        @this.AddBroadcastChannel(name, options => options.Configure(configureOptions));

    /// <summary>Adds broadcast channels under a name.</summary>
    public static IClientBuilder AddBroadcastChannel(
        this IClientBuilder @this,
        string name,
        Action<OptionsBuilder<BroadcastChannelOptions>>? configureOptions = null)
    {
        ArgumentNullException.ThrowIfNull(@this);
        Add(@this.Services, name, configureOptions);
        return @this;
    }

    /// <summary>The broadcast channels under a name.</summary>
    public static IBroadcastChannelProvider GetBroadcastChannelProvider(this IClusterClient @this, string name)
    {
        ArgumentNullException.ThrowIfNull(@this);
        return @this.ServiceProvider.GetRequiredKeyedService<IBroadcastChannelProvider>(name);
    }

    private static void Add(
        IServiceCollection services, string name, Action<OptionsBuilder<BroadcastChannelOptions>>? configureOptions)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        configureOptions?.Invoke(services.AddOptions<BroadcastChannelOptions>(name));
        services.TryAddSingleton<BroadcastRuntime>();
        services.AddKeyedSingleton<IBroadcastChannelProvider>(name, (provider, _) => new BroadcastChannelProvider(
            name,
            provider.GetRequiredService<BroadcastRuntime>(),
            provider.GetRequiredService<IOptionsMonitor<BroadcastChannelOptions>>().Get(name)));
    }

    /// <summary>Makes the runtime with the silo: its extension must be there before the first item is delivered.</summary>
    private sealed class Start(BroadcastRuntime runtime) : ILifecycleParticipant<ISiloLifecycle>
    {
        public void Participate(ISiloLifecycle lifecycle) => ArgumentNullException.ThrowIfNull(runtime);
    }
}
