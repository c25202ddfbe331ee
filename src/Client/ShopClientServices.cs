using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ShopActors.Client;

/// <summary>Provides the client by dependency injection.</summary>
public static class ShopClientServices
{
    /// <summary>
    /// Registers <see cref="ShopClient"/>, whose connections <see cref="IHttpClientFactory"/> manages. The options are
    /// checked when the host starts. A registered <see cref="TimeProvider"/> measures the times.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options; <see cref="ShopClientOptions.Address"/> is required.</param>
    /// <returns>The builder of the HTTP client, to add handlers of your own.</returns>
    public static IHttpClientBuilder AddShopClient(
        this IServiceCollection services, Action<ShopClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<ShopClientOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<ShopClientOptions>, ShopClientOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        return services
            // The client limits the time itself, over all attempts.
            .AddHttpClient(nameof(ShopClient), http => http.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(ShopClient.NewHandler)
            // The handler renews its connections itself.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .AddTypedClient((http, provider) => new ShopClient(
                http,
                provider.GetRequiredService<IOptions<ShopClientOptions>>().Value,
                provider.GetRequiredService<TimeProvider>()));
    }
}
