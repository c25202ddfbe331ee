namespace ShopActors.WebApi.OpenId;

/// <summary>The limits of what providers and their tokens may make the shop do.</summary>
internal static class OpenIdLimits
{
    /// <summary>
    /// The longest token: ID tokens have some 1,000 characters, access tokens with many groups 4,000.
    /// </summary>
    public const int TokenMax = 8 * 1_024;

    /// <summary>The longest subject (OpenID Connect Core, section 2).</summary>
    public const int SubjectMax = 255;

    /// <summary>The longest issuer.</summary>
    public const int IssuerMax = 255;

    /// <summary>The largest metadata or key set.</summary>
    public const int DocumentBytesMax = 256 * 1_024;

    /// <summary>How long reading a provider's metadata and keys may take.</summary>
    public static TimeSpan FetchTimeMax { get; } = TimeSpan.FromSeconds(5);

    /// <summary>How far the clocks of the shop and of a provider may differ.</summary>
    public static TimeSpan Skew { get; } = TimeSpan.FromMinutes(1);
}
