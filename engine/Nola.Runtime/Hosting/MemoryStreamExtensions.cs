using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Nola.Runtime.Hosting;
using Nola.Runtime.Streams;
using Orleans.Configuration;
using Orleans.Streams;
using Orleans.Streams.Filtering;

namespace Orleans.Hosting;

/// <summary>Adds memory streams.</summary>
public static class MemoryStreamExtensions
{
    /// <summary>Adds streams in the cluster's memory under a name.</summary>
    public static ISiloBuilder AddMemoryStreams(
        this ISiloBuilder builder, string name, Action<ISiloMemoryStreamConfigurator>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        StreamServices.AddMemoryStreams(builder.Services, name);
        configure?.Invoke(new StreamConfigurator(builder.Services, name));
        return builder;
    }

    /// <summary>Adds streams in the cluster's memory under a name.</summary>
    public static IClientBuilder AddMemoryStreams(
        this IClientBuilder builder, string name, Action<IClusterClientMemoryStreamConfigurator>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        StreamServices.AddMemoryStreams(builder.Services, name);
        configure?.Invoke(new StreamConfigurator(builder.Services, name));
        return builder;
    }

    /// <summary>Adds what all stream providers share.</summary>
    public static ISiloBuilder AddStreaming(this ISiloBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        StreamServices.AddTo(builder.Services);
        return builder;
    }

    /// <summary>Adds what all stream providers share.</summary>
    public static IClientBuilder AddStreaming(this IClientBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        StreamServices.AddTo(builder.Services);
        return builder;
    }

    /// <summary>Decides which events of a provider's streams are delivered.</summary>
    public static ISiloBuilder AddStreamFilter<T>(this ISiloBuilder builder, string name)
        where T : class, IStreamFilter
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddKeyedSingleton<IStreamFilter, T>(name);
        return builder;
    }

    /// <summary>Decides which events of a provider's streams are delivered.</summary>
    public static IClientBuilder AddStreamFilter<T>(this IClientBuilder builder, string name)
        where T : class, IStreamFilter
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddKeyedSingleton<IStreamFilter, T>(name);
        return builder;
    }

    /// <summary>Has no effect: each stream is its own queue.</summary>
    public static void ConfigurePartitioning(this IMemoryStreamConfigurator configurator, int numOfQueues = 8)
    {
        ArgumentNullException.ThrowIfNull(configurator);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(numOfQueues);
    }

    /// <summary>Chooses which kinds of subscription there are.</summary>
    public static void ConfigureStreamPubSub(
        this IMemoryStreamConfigurator configurator,
        StreamPubSubType pubsubType = StreamPubSubType.ExplicitGrainBasedAndImplicit)
    {
        ArgumentNullException.ThrowIfNull(configurator);
        configurator.ConfigureDelegate(services => services.Configure<StreamPubSubOptions>(
            configurator.Name, options => options.PubSubType = pubsubType));
    }

    /// <summary>Configures the delivery of events.</summary>
    public static void ConfigurePullingAgent(
        this ISiloMemoryStreamConfigurator configurator,
        Action<OptionsBuilder<StreamPullingAgentOptions>>? configureOptions = null)
    {
        ArgumentNullException.ThrowIfNull(configurator);
        configurator.ConfigureDelegate(services =>
            configureOptions?.Invoke(services.AddOptions<StreamPullingAgentOptions>(configurator.Name)));
    }

    private sealed class StreamConfigurator(IServiceCollection services, string name)
        : ISiloMemoryStreamConfigurator, IClusterClientMemoryStreamConfigurator
    {
        public string Name { get; } = name;

        public Action<Action<IServiceCollection>> ConfigureDelegate { get; } = configure => configure(services);
    }
}
