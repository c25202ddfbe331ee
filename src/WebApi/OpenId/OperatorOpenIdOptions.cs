namespace ShopActors.WebApi.OpenId;

/// <summary>The OpenID provider whose access tokens are operators' credentials.</summary>
internal sealed class OperatorOpenIdOptions : OpenIdProviderOptions
{
    public const string SectionName = "Ops:OpenId";

    /// <summary>The claim with the names of <see cref="OperatorRole"/>, in lower case; others give nothing.</summary>
    /// <value>Default: <c>roles</c>.</value>
    public string RolesClaim { get; set; } = "roles";

    /// <summary>Whether there is a provider.</summary>
    public bool IsConfigured => Authority.Length > 0 || Audience.Length > 0;
}
