using Microsoft.Extensions.Options;

namespace ShopActors.WebApi.OpenId;

/// <summary>Sign-in with OpenID providers: docs/adr/0020-openid-connect.md.</summary>
internal static class OpenIdServices
{
    public static void AddOpenId(this IServiceCollection services)
    {
        services.AddOptions<OpenIdOptions>().BindConfiguration(OpenIdOptions.SectionName).ValidateOnStart();
        services.AddOptions<OperatorOpenIdOptions>().BindConfiguration(OperatorOpenIdOptions.SectionName);
        services.AddSingleton<IValidateOptions<OpenIdOptions>, OpenIdOptionsValidator>();
        services.AddSingleton<OpenIdProviders>();
        services.AddSingleton<IdTokens>();
        services.AddSingleton<OperatorTokens>();
        services.AddHttpClient(OpenIdKeys.HttpClientName, static http =>
            {
                http.MaxResponseContentBufferSize = OpenIdLimits.DocumentBytesMax;
                http.Timeout = OpenIdLimits.FetchTimeMax;
            })
            .ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler { AllowAutoRedirect = false });
    }
}
