namespace ShopActors.WebApi.Security;

/// <summary>
/// The cookie in which a browser keeps its guest token. Scripts cannot read it, and browsers do not send it with
/// requests of other sites; <see cref="CrossSiteRequests"/> checks that again. Over TLS its name begins with
/// <c>__Host-</c>, which browsers accept from this host only, so that a neighbouring subdomain cannot plant one.
/// </summary>
internal static class GuestCookie
{
    public const string PlainName = "sa_guest";
    public const string SecureName = "__Host-" + PlainName;

    /// <summary>The lifetime of an unused guest cart.</summary>
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

    /// <summary>Makes the browser delete the cookie.</summary>
    public static void Clear(HttpContext context) =>
        context.Response.Cookies.Delete(NameFor(context.Request), new CookieOptions
        {
            HttpOnly = true,
            Secure = context.Request.IsHttps,
            SameSite = SameSiteMode.Strict,
            Path = "/",
        });

    // Behind a known proxy that terminates TLS, the scheme is the browser's.
    private static string NameFor(HttpRequest request) => request.IsHttps ? SecureName : PlainName;
}
