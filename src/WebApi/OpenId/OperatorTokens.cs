using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;

namespace ShopActors.WebApi.OpenId;

/// <summary>
/// Reads the access tokens of operators' OpenID provider. A token has the scopes of its roles until it expires; one
/// without a known role is no credential.
/// </summary>
internal sealed class OperatorTokens(IOptions<OperatorOpenIdOptions> options, OpenIdProviders providers)
{
    private readonly OpenIdProvider? _provider =
        options.Value.IsConfigured ? providers.Create(options.Value) : null;

    public async ValueTask<Result<CallerIdentity>> IdentifyAsync(string text, CancellationToken cancellationToken)
    {
        if (_provider is null || OpenIdProvider.Read(text) is not { } token || token.Issuer != _provider.Issuer)
        {
            return ApiErrors.Unauthenticated;
        }

        var read = await _provider.CheckAsync(token, cancellationToken);
        if (read.Error is { } error)
        {
            return error.Code == ErrorCode.ProviderUnavailable ? error : ApiErrors.Unauthenticated;
        }

        var scopes = ScopesOf(token);
        if (scopes.IsEmpty) return ApiErrors.Unauthenticated;
        var id = IdentityId.For(token.Issuer, token.Subject);
        return new CallerIdentity(
            Caller.Ops(new PrincipalId(id.Value), scopes), token: null, $"{token.Subject} at {token.Issuer}");
    }

    private ImmutableArray<string> ScopesOf(JsonWebToken token) =>
    [
        .. token.Claims.Where(claim => claim.Type == options.Value.RolesClaim)
            .SelectMany(static claim => PublicName.TryParse<OperatorRole>(claim.Value, out var role)
                ? OperatorRoles.ScopesOf(role)
                : [])
            .Distinct(),
    ];
}
