using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using ShopActors.WebApi.Problems;

namespace ShopActors.WebApi.Security;

/// <summary>
/// Turns the bearer token, or the guest cookie, into a <see cref="Caller"/>. A guest's token is its own proof: its hash
/// is the principal, and a token nobody was given owns nothing. A customer's token is checked by the customer's grain,
/// so that it can be revoked. There are no other credentials: no token in a query string, no header that names a user.
/// </summary>
internal sealed class ShopAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    OpsToken opsToken,
    IGrainFactory grains)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "ShopToken";

    private const string BearerPrefix = "Bearer ";
    private const int TokenLengthMax = 512;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!TryReadToken(out var token)) return AuthenticateResult.Fail("The credentials are not a bearer token.");
        if (token is null) return AuthenticateResult.NoResult();

        var identity = await IdentifyAsync(token);
        return identity is null
            ? AuthenticateResult.Fail("The token is not valid.")
            : AuthenticateResult.Success(new(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return Problem.WriteAsync(Context, ApiErrors.Unauthenticated);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problem.WriteAsync(Context, ApiErrors.Forbidden);

    private bool TryReadToken(out string? token)
    {
        token = null;
        var header = Request.Headers.Authorization;
        if (header.Count == 0)
        {
            token = Request.Cookies[GuestCookie.Name];
            return true;
        }

        var text = header.Count == 1 ? header[0] : null;
        if (text is null || text.Length > TokenLengthMax || !text.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        token = text[BearerPrefix.Length..].Trim();
        return token.Length > 0;
    }

    private async ValueTask<CallerIdentity?> IdentifyAsync(string text)
    {
        if (opsToken.Matches(text)) return new(OperatorCaller.Instance, null);
        if (!AccessToken.TryParse(text, out var token)) return null;
        if (token.IsGuest) return new(Caller.Guest(token), token);

        var customer = grains.GetGrain<ICustomerGrain>(token.Customer.Value);
        var authenticated = await customer.Authenticate(token.Hash);
        return authenticated.IsOk ? new(Caller.Customer(token.Customer), token) : null;
    }
}
