using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ShopActors.PaymentSimulator;

/// <summary>Registers the simulated payment provider.</summary>
public static class SimulatorServices
{
    /// <summary>
    /// Adds the simulated provider in this process as the shop's <see cref="IPaymentProvider"/>, with its options from
    /// the section <see cref="SimulatorOptions.SectionName"/>.
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
            provider.GetRequiredService<Microsoft.Extensions.Options.IOptions<SimulatorOptions>>(),
            new HttpMessageInvoker(new SocketsHttpHandler { AllowAutoRedirect = false }),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<WebhookSender>>()));
        services.AddHostedService(provider => provider.GetRequiredService<WebhookSender>());
        services.TryAddSingleton<SimulatorEngine>();
        services.TryAddSingleton<IPaymentProvider, SimulatedPaymentProvider>();
        return services;
    }
}
