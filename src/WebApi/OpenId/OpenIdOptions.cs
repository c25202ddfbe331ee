namespace ShopActors.WebApi.OpenId;

/// <summary>The OpenID providers with which customers can sign in.</summary>
internal sealed class OpenIdOptions
{
    public const string SectionName = "Customers:OpenId";

    /// <summary>The providers by a name of the configuration's own.</summary>
    /// <value>Default: none.</value>
    public Dictionary<string, OpenIdProviderOptions> Providers { get; } = [];
}
