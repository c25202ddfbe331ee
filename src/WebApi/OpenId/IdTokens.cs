using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;

namespace ShopActors.WebApi.OpenId;

/// <summary>Reads the ID tokens with which customers sign in.</summary>
internal sealed class IdTokens(IOptions<OpenIdOptions> options, OpenIdProviders providers)
{
    private readonly FrozenDictionary<string, OpenIdProvider> _providers = options.Value.Providers.Values
        .Select(providers.Create).ToFrozenDictionary(static provider => provider.Issuer, StringComparer.Ordinal);

    public async Task<Result<OpenIdPerson>> ReadAsync(string text, CancellationToken cancellationToken)
    {
        // An access token names the right to call an API, and not a person who has just signed in here.
        if (OpenIdProvider.Read(text) is not { } token || IsAccessToken(token) || token.Issuer is not { } issuer ||
            !_providers.TryGetValue(issuer, out var provider))
        {
            return ApiErrors.InvalidIdToken;
        }

        var read = await provider.CheckAsync(token, cancellationToken);
        return read.IsOk ? OpenIdPerson.Of(read.Value) : read.Error;
    }

    private static bool IsAccessToken(JsonWebToken token) =>
        token.Typ is { } type && type.EndsWith("at+jwt", StringComparison.OrdinalIgnoreCase);
}
