namespace ShopActors.WebApi.OpenId;

/// <summary>An OpenID provider whose tokens are accepted.</summary>
internal class OpenIdProviderOptions
{
    /// <summary>
    /// The URL below which the provider publishes <c>/.well-known/openid-configuration</c>; https, except in
    /// Development.
    /// </summary>
    /// <value>No default.</value>
    public string Authority { get; set; } = "";

    /// <summary>The audience of the tokens: the client's id at the provider, or the API's name there.</summary>
    /// <value>No default.</value>
    public string Audience { get; set; } = "";

    /// <summary>The issuer that tokens and metadata name.</summary>
    /// <value>Default: <see cref="Authority"/>, as OpenID Connect Discovery demands.</value>
    public string? Issuer { get; set; }

    public string ExpectedIssuer => string.IsNullOrEmpty(Issuer) ? Authority : Issuer;

    /// <summary>What is wrong with the settings.</summary>
    /// <param name="path">The name of the settings' section.</param>
    /// <param name="isDevelopment">Whether http is accepted too.</param>
    public IEnumerable<string> FindErrors(string path, bool isDevelopment)
    {
        var isUrl = Uri.TryCreate(Authority, UriKind.Absolute, out var url);
        if (!isUrl || !(url!.Scheme == Uri.UriSchemeHttps || (isDevelopment && url.Scheme == Uri.UriSchemeHttp)))
        {
            yield return $"{path}:{nameof(Authority)} must be an https URL.";
        }

        if (Audience.Length == 0) yield return $"{path}:{nameof(Audience)} is missing.";
        if (ExpectedIssuer.Length > OpenIdLimits.IssuerMax)
        {
            yield return $"{path}:{nameof(Issuer)} has more than {OpenIdLimits.IssuerMax} characters.";
        }
    }
}
