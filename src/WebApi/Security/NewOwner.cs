using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using ShopActors.WebApi.Limits;

namespace ShopActors.WebApi.Security;

/// <summary>
/// The owner of what a public route creates: the caller, or a new guest if the request has no credentials. The guest's
/// token is derived from the idempotency key, if there is one, so that a repeated request is the same guest's.
/// </summary>
/// <param name="Caller">The owner.</param>
/// <param name="Token">The guest's token: the new one, or the one presented. Null for other callers.</param>
/// <param name="Operation">The id of the request's command.</param>
internal sealed record NewOwner(Caller Caller, AccessToken? Token, OperationId Operation)
{
    public static ValueTask<NewOwner?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<NewOwner?>(Of(context));

    /// <summary>The owner of what a request creates.</summary>
    public static NewOwner Of(HttpContext context)
    {
        var caller = context.GetCaller();
        var token = (context.User.Identity as CallerIdentity)?.Token;
        if (caller.Kind is not (CallerKind.Guest or CallerKind.Customer))
        {
            token = AccessToken.NewGuest(SecretOf(context), context.RequestServices.GetRequiredService<IdSeal>());
            caller = Caller.Guest(token.Hash);
        }

        return new(caller, caller.Kind == CallerKind.Guest ? token : null, Command.IdOf(context, caller.Id));
    }

    /// <summary>
    /// 256 bits: random, or derived from the shop's key, the client and the idempotency key. The client's address and
    /// program are part of it, so that a weak key of one client does not give its guest to another.
    /// </summary>
    public static byte[] SecretOf(HttpContext context)
    {
        var services = context.RequestServices;
        if (context.GetIdempotencyKey() is not { } key)
        {
            var secret = new byte[AccessToken.SecretBytes];
            services.GetRequiredService<RandomNumberGenerator>().GetBytes(secret);
            return secret;
        }

        var address = context.Connection.RemoteIpAddress is { } ip ? PeerAddress.KeyOf(ip) : default;
        return services.GetRequiredService<IdSeal>().Derive(
            context.Request.Path, string.Create(CultureInfo.InvariantCulture, $"{address}"),
            context.Request.Headers.UserAgent.ToString(), key);
    }

    // Leaves the token out.
    public override string ToString() => Caller.Id.ToString();
}
