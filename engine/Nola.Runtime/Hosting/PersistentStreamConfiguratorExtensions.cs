using Orleans.Configuration;
using Orleans.Streams;

namespace Orleans.Hosting;

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
