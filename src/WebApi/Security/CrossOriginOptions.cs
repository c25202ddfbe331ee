namespace ShopActors.WebApi.Security;

/// <summary>Which other sites' pages may use the API (CORS).</summary>
internal sealed class CrossOriginOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Cors";

    /// <summary>
    /// The origins, such as <c>https://shop.example</c>. Their pages authenticate by a bearer token: the guest cookie
    /// is never sent from another site.
    /// </summary>
    /// <value>Default: none.</value>
    public IList<string> Origins { get; } = [];
}
