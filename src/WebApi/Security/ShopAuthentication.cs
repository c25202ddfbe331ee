using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace ShopActors.WebApi.Security;

/// <summary>
/// Converts the bearer token, or the guest cookie, into a <see cref="Caller"/> (<see cref="CallerTokens"/>). There are
/// no other credentials: no token in a query string, no header that names a user.
/// </summary>
internal sealed class ShopAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    CallerTokens tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "ShopToken";

    // Why the credentials were refused; a request has a handler of its own.
    private ShopError _refusal = ApiErrors.Unauthenticated;

    /// <summary>The value of <c>WWW-Authenticate</c>.</summary>
    public const string Challenge = "Bearer";

    /// <summary>
    /// Whether the request has an invalid bearer token. It is refused on public routes too: the sender expects to be
    /// identified, and would lose data written as an anonymous caller. An invalid cookie is ignored there: browsers
    /// send it automatically, and get another with the next cart.
    /// </summary>
    public static bool HasFalseToken(HttpContext context) =>
        context.Request.Headers.Authorization.Count > 0 && context.User.Identity is not CallerIdentity;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!TryReadToken(out var token)) return AuthenticateResult.Fail("The credentials are not a bearer token.");
        if (token is null) return AuthenticateResult.NoResult();

        var identity = await tokens.IdentifyAsync(token, Context.RequestAborted);
        if (identity.IsOk) return AuthenticateResult.Success(new(new ClaimsPrincipal(identity.Value), SchemeName));
        _refusal = identity.Error;
        return AuthenticateResult.Fail("The token is not accepted.");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (_refusal.Code == ErrorCode.Unauthenticated)
        {
            Response.Headers.WWWAuthenticate = Challenge;
            if (GuestCookie.Read(Request) is not null) GuestCookie.Clear(Context);
        }

        return Problem.WriteAsync(Context, _refusal);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problem.WriteAsync(Context, ApiErrors.Forbidden);

    private bool TryReadToken(out string? token)
    {
        token = null;
        var header = Request.Headers.Authorization;
        if (header.Count == 0)
        {
            token = GuestCookie.Read(Request);
            return true;
        }

        return CallerTokens.TryReadBearer(header.Count == 1 ? header[0] : null, out token);
    }
}
