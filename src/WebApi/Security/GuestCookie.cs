namespace ShopActors.WebApi.Security;

/// <summary>
/// The cookie through which a browser keeps its guest token. Scripts cannot read it, and a browser does not
/// send it along with what other sites make it request; <see cref="CrossSiteRequests"/> checks that once
/// more. Over TLS its name begins with <c>__Host-</c>, which browsers take from this host alone: a
/// neighbouring subdomain cannot plant one.
/// </summary>
internal static class GuestCookie
{
    private const string PlainName = "sa_guest";
    private const string SecureName = "__Host-" + PlainName;

    /// <summary>As long as a guest's cart lives without being touched.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(30);

    public static string? Read(HttpRequest request) => request.Cookies[NameFor(request)];

    public static void Set(HttpContext context, AccessToken token) =>
        context.Response.Cookies.Append(NameFor(context.Request), token.Reveal(), new CookieOptions
        {
            HttpOnly = true,
            Secure = context.Request.IsHttps,
            SameSite = SameSiteMode.Strict,
            Path = "/",
            MaxAge = MaxAge,
            IsEssential = true,
        });

    // Behind a known proxy that ends TLS the scheme is the one the browser used.
    private static string NameFor(HttpRequest request) => request.IsHttps ? SecureName : PlainName;
}
