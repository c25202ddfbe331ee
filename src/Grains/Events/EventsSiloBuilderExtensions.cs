using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Streams;
using ShopActors;

namespace Orleans.Hosting;

/// <summary>Adds the delivery of events for others to a silo.</summary>
public static class EventsSiloBuilderExtensions
{
    /// <summary>
    /// Adds webhooks, streams, and the trimming of the outbox, configured by the section
    /// <see cref="EventOptions.SectionName"/>; brokers are added as <see cref="IEventPublisher"/>.
    /// </summary>
    public static ISiloBuilder AddEvents(this ISiloBuilder builder, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configuration);
        builder.Services.AddOptions<EventOptions>()
            .Bind(configuration.GetSection(EventOptions.SectionName)).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.TryAddSingleton<EventSender>();
        builder.Services.TryAddSingleton<WebhookDirectory>();
        builder.Services.TryAddSingleton<EventOutlets>();
        builder.Services.AddMetrics();
        builder.Services.TryAddSingleton<OutletInstruments>();
        builder.Services.TryAddSingleton<OutboxService>();
        builder.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(
            static services => services.GetRequiredService<OutboxService>());
        var streams = configuration.GetSection(EventOptions.SectionName).Get<EventOptions>()?.Streams ?? new();
        return streams.Enabled ? builder.AddShopStreams() : builder;
    }

    private static ISiloBuilder AddShopStreams(this ISiloBuilder builder)
    {
        builder.AddPersistentStreams(
            ShopStreams.Provider,
            OutboxQueue.Create,
            static streams =>
            {
                // Only grains that declare it subscribe, so there are no subscriptions to store.
                streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly);
                streams.ConfigurePullingAgent(static options => options.Configure(static agent =>
                {
                    agent.GetQueueMsgsTimerPeriod = OutboxReceiver.Period;
                }));
            });
        return builder;
    }
}
