using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Stripe;

namespace ShopActors.Stripe;

/// <summary>Stripe's settings, for silos that pay and for API processes that take webhooks.</summary>
internal static class StripeServices
{
    private const string SecretKeyName = $"{StripeOptions.SectionName}:{nameof(StripeOptions.SecretKey)}";

    /// <summary>Whether the configuration has a key of Stripe.</summary>
    public static bool HasStripe(this IConfiguration configuration) =>
        !string.IsNullOrEmpty(configuration[SecretKeyName]);

    public static IServiceCollection AddStripeOptions(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<StripeOptions>()
            .Bind(configuration.GetSection(StripeOptions.SectionName)).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<StripeOptions>, StripeOptionsValidator>());
        return services;
    }

    /// <summary>Adds Stripe as the payment provider, with the settings of <see cref="AddStripeOptions"/>.</summary>
    public static IServiceCollection AddStripe(this IServiceCollection services)
    {
        services.TryAddSingleton<IPaymentProvider>(static provider =>
        {
            var options = provider.GetRequiredService<IOptions<StripeOptions>>().Value;
            return new StripePaymentProvider(
                CreateClient(options, StripeHttp.CreateClient()), options.AllowDelayedMethods,
                provider.GetRequiredService<ILogger<StripePaymentProvider>>());
        });
        return services;
    }

    /// <summary>
    /// A client that tries once, because <see cref="PaymentGateway"/> retries, and that reports nothing about itself.
    /// </summary>
    public static StripeClient CreateClient(StripeOptions options, HttpClient http) => new(
        options.SecretKey!,
        httpClient: new SystemNetHttpClient(http, maxNetworkRetries: 0, appInfo: null, enableTelemetry: false),
        apiBase: options.ApiBase.GetLeftPart(UriPartial.Authority));
}
