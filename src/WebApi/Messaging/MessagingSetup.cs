using ShopActors.Brokers;

namespace ShopActors.WebApi.Messaging;

/// <summary>Commands that arrive as messages; a consumer that is not enabled does not exist.</summary>
internal static class MessagingSetup
{
    public static void AddMessaging(this WebApplicationBuilder builder)
    {
        var services = builder.Services.AddBrokerOptions(builder.Configuration);
        services.AddSingleton<MessageExecutor>();
        if (builder.Configuration.GetValue<bool>(
            $"{KafkaOptions.SectionName}:{nameof(KafkaOptions.Commands)}:{nameof(KafkaCommandOptions.Enabled)}"))
        {
            services.AddSingleton<CartMessages>();
            services.AddSingleton<DeadCartMessages>();
            services.AddHostedService<CartTopicConsumer>();
        }

        if (builder.Configuration.GetValue<bool>(
            $"{RabbitMqOptions.SectionName}:{nameof(RabbitMqOptions.Commands)}:" +
            $"{nameof(RabbitMqCommandOptions.Enabled)}"))
        {
            services.AddSingleton<OrderMessages>();
            services.AddHostedService<OrderQueueConsumer>();
        }
    }
}
