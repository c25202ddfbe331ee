using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ShopActors;
using ShopActors.Brokers;

namespace Orleans.Hosting;

/// <summary>Adds brokers as ways out for events.</summary>
public static class BrokersSiloBuilderExtensions
{
    /// <summary>
    /// Adds the publishers that the sections <c>Events:Kafka</c> and <c>Events:RabbitMq</c> enable. A publisher
    /// connects with its first event; one that is not enabled does not exist.
    /// </summary>
    public static ISiloBuilder AddEventBrokers(this ISiloBuilder builder, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configuration);
        builder.Services.AddBrokerOptions(configuration);
        if (IsEnabled(configuration, KafkaOptions.SectionName))
        {
            builder.Services.AddSingleton<IEventPublisher, KafkaPublisher>();
        }

        if (IsEnabled(configuration, RabbitMqOptions.SectionName))
        {
            builder.Services.AddSingleton<IEventPublisher, RabbitMqPublisher>();
        }

        return builder;
    }

    private static bool IsEnabled(IConfiguration configuration, string section) =>
        configuration.GetValue<bool>($"{section}:{nameof(KafkaOptions.Enabled)}");
}
