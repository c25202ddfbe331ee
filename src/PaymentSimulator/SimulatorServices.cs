using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using ShopActors.Storage;

namespace ShopActors.PaymentSimulator;

/// <summary>Registers the simulated payment provider.</summary>
public static class SimulatorServices
{
    /// <summary>
    /// Adds the simulated provider to this process, with its options from the section
    /// <see cref="SimulatorOptions.SectionName"/>. Webhooks go to the configured address; otherwise through the
    /// registered <see cref="IWebhookChannel"/>; otherwise nowhere.
    /// </summary>
    /// <param name="services">The services, with a journal store for the provider's books.</param>
    /// <param name="configuration">The settings.</param>
    /// <param name="answersEarly">
    /// Whether answers and webhooks may leave before they are durable, because only a shop with the same store acts on
    /// them.
    /// </param>
    public static IServiceCollection AddPaymentSimulator(
        this IServiceCollection services, IConfiguration configuration, bool answersEarly)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<SimulatorOptions>()
            .Bind(configuration.GetSection(SimulatorOptions.SectionName))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new WebhookSender(
            provider.GetRequiredService<IOptions<SimulatorOptions>>(),
            FindChannel(provider),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<WebhookSender>>()));
        services.TryAddSingleton(provider =>
            new SimulatorBooks(provider.GetRequiredService<IJournalStore>(), answersEarly));
        services.TryAddSingleton<SimulatorEngine>();
        services.TryAddSingleton<FailureLab>();
        services.AddHostedService(provider => provider.GetRequiredService<WebhookSender>());
        return services;
    }

    private static IWebhookChannel? FindChannel(IServiceProvider services) =>
        services.GetRequiredService<IOptions<SimulatorOptions>>().Value.WebhookUrl is { } url
            ? new HttpWebhookChannel(url, services.GetRequiredService<TimeProvider>())
            : services.GetService<IWebhookChannel>();
}
