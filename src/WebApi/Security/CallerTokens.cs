using System.Diagnostics.CodeAnalysis;
using ShopActors.WebApi.OpenId;

namespace ShopActors.WebApi.Security;

/// <summary>
/// Converts a bearer token into a <see cref="Caller"/>, for requests and messages. A token that this shop did not issue
/// fails its keyed check before any grain is called. A guest's token is its own proof: its hash is the principal. A
/// customer's token is also verified by the customer's grain, so that it can be revoked, and an operator's key by
/// <see cref="OperatorKeys"/>. A token that has not the shop's prefix may be one of the operators' OpenID provider.
/// </summary>
internal sealed class CallerTokens(
    OpsToken opsToken, OperatorKeys keys, OperatorTokens operatorTokens, IdSeal seal, IGrainFactory grains)
{
    private const string BearerPrefix = "Bearer ";
    private const string ShopPrefix = "sa_";
    private const int HeaderLengthMax = 7 + OpenIdLimits.TokenMax;

    /// <summary>Reads the value of an <c>Authorization</c> header.</summary>
    public static bool TryReadBearer(string? header, [NotNullWhen(true)] out string? token)
    {
        token = null;
        if (header is null
            || header.Length > HeaderLengthMax
            || !header.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        token = header[BearerPrefix.Length..].Trim();
        return token.Length > 0;
    }

    /// <summary>
    /// The holder of a token. Refused with <c>unauthenticated</c>, and with <c>provider_unavailable</c> if the token
    /// may be valid, but the keys that tell cannot be read.
    /// </summary>
    public async ValueTask<Result<CallerIdentity>> IdentifyAsync(string text, CancellationToken cancellationToken)
    {
        if (opsToken.Matches(text)) return new CallerIdentity(OperatorCaller.Instance, null, OperatorCaller.Name);
        if (!text.StartsWith(ShopPrefix, StringComparison.Ordinal))
        {
            return await operatorTokens.IdentifyAsync(text, cancellationToken);
        }

        if (!AccessToken.TryParse(text, seal, out var token))
        {
            return await keys.IdentifyAsync(text) is { } key ? key : ApiErrors.Unauthenticated;
        }

        if (token.IsGuest) return new CallerIdentity(Caller.Guest(token.Hash), token);
        var customer = grains.GetGrain<ICustomerGrain>(token.Customer.Value);
        var authenticated = await customer.Authenticate(token.Hash);
        return authenticated.IsOk
            ? new CallerIdentity(Caller.Customer(token.Customer), token)
            : ApiErrors.Unauthenticated;
    }
}
