using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ShopActors.PaymentSimulator;

/// <summary>Registers the simulated payment provider.</summary>
public static class SimulatorServices
{
    /// <summary>
    /// Adds the simulated provider to this process, with its options from the section
    /// <see cref="SimulatorOptions.SectionName"/>. Webhooks go to the configured address; otherwise through the
    /// registered <see cref="IWebhookChannel"/>; otherwise nowhere.
    /// </summary>
    public static IServiceCollection AddPaymentSimulator(this IServiceCollection services, IConfiguration configuration)
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
        services.TryAddSingleton<SimulatorEngine>();
        services.AddHostedService(provider =>
        {
            // Open the books with the host: a provider without its records must not serve.
            provider.GetRequiredService<SimulatorEngine>();
            return provider.GetRequiredService<WebhookSender>();
        });
        return services;
    }

    private static IWebhookChannel? FindChannel(IServiceProvider services) =>
        services.GetRequiredService<IOptions<SimulatorOptions>>().Value.WebhookUrl is { } url
            ? new HttpWebhookChannel(url, services.GetRequiredService<TimeProvider>())
            : services.GetService<IWebhookChannel>();
}
