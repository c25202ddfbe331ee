using System.Security.Cryptography;
using ShopActors.WebApi.Security;

namespace ShopActors.WebApi.Carts;

/// <summary>Who will own a new cart, and under which id.</summary>
internal static class CartOwners
{
    private const string OwnCart = "own";

    /// <summary>
    /// The caller, or a new guest where the request came without credentials. The token is there whenever the
    /// owner is a guest: the new one, or the one the guest already shops with.
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

    /// <summary>The cart that a repeated request creates again.</summary>
    public static CartId CartFor(PrincipalId owner, OperationId operation, IdSeal seal) =>
        seal.Seal(CartId.For(owner, operation.Value));

    /// <summary>The one cart that the plain routes work on.</summary>
    public static CartId OwnCartOf(PrincipalId owner, IdSeal seal) => seal.Seal(CartId.For(owner, OwnCart));
}
