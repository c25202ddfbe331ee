using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ShopActors;

namespace Orleans.Hosting;

/// <summary>Adds the delivery of events for others to a silo.</summary>
public static class EventsSiloBuilderExtensions
{
    /// <summary>
    /// Adds webhooks and the trimming of the outbox, configured by the section
    /// <see cref="EventOptions.SectionName"/>.
    /// </summary>
    public static ISiloBuilder AddEvents(this ISiloBuilder builder, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configuration);
        builder.Services.AddOptions<EventOptions>()
            .Bind(configuration.GetSection(EventOptions.SectionName)).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.TryAddSingleton<EventSender>();
        builder.Services.TryAddSingleton<WebhookDirectory>();
        builder.Services.TryAddSingleton<OutboxService>();
        builder.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(
            static services => services.GetRequiredService<OutboxService>());
        return builder;
    }
}
