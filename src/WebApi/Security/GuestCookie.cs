namespace ShopActors.WebApi.Security;

/// <summary>
/// The cookie through which a browser keeps its guest token. Scripts cannot read it, and other sites cannot make the
/// browser send it, which together with JSON-only bodies closes cross-site request forgery.
/// </summary>
internal static class GuestCookie
{
    public const string Name = "sa_guest";

    /// <summary>As long as a guest's cart lives without being touched.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(30);

    public static void Set(HttpContext context, AccessToken token) =>
        context.Response.Cookies.Append(Name, token.Reveal(), new CookieOptions
        {
            HttpOnly = true,
            Secure = context.Request.IsHttps,
            SameSite = SameSiteMode.Strict,
            Path = "/",
            MaxAge = MaxAge,
            IsEssential = true,
        });
}
