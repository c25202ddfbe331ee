using System.Diagnostics.CodeAnalysis;

namespace ShopActors.WebApi.Security;

/// <summary>
/// Converts a bearer token into a <see cref="Caller"/>, for requests and messages. A token that this shop did not issue
/// fails its keyed check before any grain is called. A guest's token is its own proof: its hash is the principal. A
/// customer's token is also verified by the customer's grain, so that it can be revoked, and an operator's key by
/// <see cref="OperatorKeys"/>.
/// </summary>
internal sealed class CallerTokens(OpsToken opsToken, OperatorKeys keys, IdSeal seal, IGrainFactory grains)
{
    private const string BearerPrefix = "Bearer ";
    private const int TokenLengthMax = 512;

    /// <summary>Reads the value of an <c>Authorization</c> header.</summary>
    public static bool TryReadBearer(string? header, [NotNullWhen(true)] out string? token)
    {
        token = null;
        if (header is null
            || header.Length > TokenLengthMax
            || !header.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        token = header[BearerPrefix.Length..].Trim();
        return token.Length > 0;
    }

    /// <summary>The holder of a token; null if the token is not valid.</summary>
    public async ValueTask<CallerIdentity?> IdentifyAsync(string text)
    {
        if (opsToken.Matches(text)) return new(OperatorCaller.Instance, null, OperatorCaller.Name);
        if (!AccessToken.TryParse(text, seal, out var token)) return await keys.IdentifyAsync(text);
        if (token.IsGuest) return new(Caller.Guest(token.Hash), token);

        var customer = grains.GetGrain<ICustomerGrain>(token.Customer.Value);
        var authenticated = await customer.Authenticate(token.Hash);
        return authenticated.IsOk ? new(Caller.Customer(token.Customer), token) : null;
    }
}
