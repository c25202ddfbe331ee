namespace ShopActors.WebApi.OpenId;

/// <summary>Makes providers from settings.</summary>
internal sealed class OpenIdProviders(
    IHttpClientFactory http, IHostEnvironment environment, TimeProvider time, ILoggerFactory logging)
{
    public OpenIdProvider Create(OpenIdProviderOptions options) => new(
        options,
        new OpenIdKeys(options, http, environment, time, logging.CreateLogger<OpenIdKeys>()),
        time,
        logging.CreateLogger<OpenIdProvider>());
}
