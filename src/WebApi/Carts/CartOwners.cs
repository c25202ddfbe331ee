using System.Security.Cryptography;
using ShopActors.WebApi.Security;

namespace ShopActors.WebApi.Carts;

/// <summary>The owner and the id of a new cart.</summary>
internal static class CartOwners
{
    private const string OwnCart = "own";

    /// <summary>
    /// The caller, or a new guest if the request has no credentials. A guest's token is always returned: the new one,
    /// or the one presented.
    /// </summary>
    public static (Caller Owner, AccessToken? Token) Resolve(
        HttpContext context, RandomNumberGenerator random, IdSeal seal)
    {
        var caller = context.GetCaller();
        if (caller.Kind == CallerKind.Customer) return (caller, null);
        if (caller.Kind == CallerKind.Guest && context.User.Identity is CallerIdentity { Token: { } known })
        {
            return (caller, known);
        }

        var token = AccessToken.NewGuest(random, seal);
        return (Caller.Guest(token.Hash), token);
    }

    /// <summary>The id of a new cart; a repeated request gets the same one.</summary>
    public static CartId CartFor(PrincipalId owner, OperationId operation, IdSeal seal) =>
        seal.Seal(CartId.For(owner, operation.Value));

    /// <summary>The single cart that the plain routes use.</summary>
    public static CartId OwnCartOf(PrincipalId owner, IdSeal seal) => seal.Seal(CartId.For(owner, OwnCart));
}
