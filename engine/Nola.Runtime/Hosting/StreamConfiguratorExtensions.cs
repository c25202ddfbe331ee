using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Streams;

namespace Orleans.Hosting;

/// <summary>Configures the options of a named provider.</summary>
public static class NamedServiceConfiguratorExtensions
{
    /// <summary>Configures options that bear the provider's name.</summary>
    public static void Configure<TOptions>(
        this INamedServiceConfigurator configurator, Action<OptionsBuilder<TOptions>>? configureOptions)
        where TOptions : class, new()
    {
        ArgumentNullException.ThrowIfNull(configurator);
        configurator.ConfigureDelegate(services =>
            configureOptions?.Invoke(services.AddOptions<TOptions>(configurator.Name)));
    }
}

/// <summary>Configures memory streams.</summary>
public static class MemoryStreamConfiguratorExtensions
{
    /// <summary>Has no effect: each stream is its own queue.</summary>
    public static void ConfigurePartitioning(this IMemoryStreamConfigurator configurator, int numOfQueues = 8)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(numOfQueues);
        configurator.Configure<HashRingStreamQueueMapperOptions>(options =>
            options.Configure(mapper => mapper.TotalQueueCount = numOfQueues));
    }
}

/// <summary>Configures the subscriptions of streams.</summary>
public static class PersistentStreamConfiguratorExtensions
{
    /// <summary>Chooses which kinds of subscription there are.</summary>
    public static void ConfigureStreamPubSub(
        this IPersistentStreamConfigurator configurator,
        StreamPubSubType pubsubType = StreamPubSubType.ExplicitGrainBasedAndImplicit) =>
        configurator.Configure<StreamPubSubOptions>(options =>
            options.Configure(pubSub => pubSub.PubSubType = pubsubType));
}

/// <summary>Configures the delivery of a silo's streams.</summary>
public static class SiloPersistentStreamConfiguratorExtensions
{
    /// <summary>Configures the delivery of events.</summary>
    public static void ConfigurePullingAgent(
        this ISiloPersistentStreamConfigurator configurator,
        Action<OptionsBuilder<StreamPullingAgentOptions>>? configureOptions = null) =>
        configurator.Configure(configureOptions);

    /// <summary>Configures when the provider starts, which is with the silo: the options are kept and have no effect.</summary>
    public static void ConfigureLifecycle(
        this ISiloPersistentStreamConfigurator configurator,
        Action<OptionsBuilder<StreamLifecycleOptions>> configureOptions) => configurator.Configure(configureOptions);
}

/// <summary>Chooses how queues are balanced. Each stream is a queue of its own, so there is nothing to balance.</summary>
public static class SiloPersistentStreamConfiguratorExtension
{
    /// <summary>Has no effect: streams are where the ring says.</summary>
    public static void UseConsistentRingQueueBalancer(this ISiloPersistentStreamConfigurator configurator) =>
        ArgumentNullException.ThrowIfNull(configurator);

    /// <summary>Has no effect: streams are where the ring says.</summary>
    public static void UseDynamicClusterConfigDeploymentBalancer(
        this ISiloPersistentStreamConfigurator configurator, TimeSpan? siloMaturityPeriod = null) =>
        ArgumentNullException.ThrowIfNull(configurator);

    /// <summary>Has no effect: streams are where the ring says.</summary>
    public static void UseStaticClusterConfigDeploymentBalancer(
        this ISiloPersistentStreamConfigurator configurator, TimeSpan? siloMaturityPeriod = null) =>
        ArgumentNullException.ThrowIfNull(configurator);
}

/// <summary>Configures what rewindable streams keep.</summary>
public static class SiloRecoverableStreamConfiguratorExtensions
{
    /// <summary>Configures how long delivered events are kept for consumers that rewind.</summary>
    public static void ConfigureCacheEviction(
        this ISiloRecoverableStreamConfigurator configurator,
        Action<OptionsBuilder<StreamCacheEvictionOptions>> configureOptions) => configurator.Configure(configureOptions);
}

/// <summary>Configures the streams of a client.</summary>
public static class ClusterClientPersistentStreamConfiguratorExtensions
{
    /// <summary>Configures when the provider starts, which is with the client: the options are kept and have no effect.</summary>
    public static void ConfigureLifecycle(
        this IClusterClientPersistentStreamConfigurator configurator,
        Action<OptionsBuilder<StreamLifecycleOptions>> configureOptions) => configurator.Configure(configureOptions);
}
