using System.ComponentModel.DataAnnotations;
using ShopActors.WebApi.OpenId;

namespace ShopActors.WebApi.Customers;

/// <summary>What an OpenID provider says of a person who has just signed in there.</summary>
/// <param name="IdToken">The ID token, signed by the provider for the shop's client.</param>
internal sealed record IdTokenRequest([StringLength(OpenIdLimits.TokenMax)] string IdToken)
{
    public override string ToString() => nameof(IdTokenRequest);
}

/// <summary>The identities of a customer.</summary>
/// <param name="Items">The identities, oldest first.</param>
internal sealed record IdentityListBody(IReadOnlyList<IdentityBody> Items);

/// <summary>An identity with which a customer can sign in.</summary>
/// <param name="Id">The identity's id, a hash of what the provider calls the person.</param>
/// <param name="Issuer">The provider's issuer name, a URL.</param>
/// <param name="LinkedAt">When it was linked.</param>
internal sealed record IdentityBody([TextOf<IdentityId>] string Id, string Issuer, DateTimeOffset LinkedAt)
{
    public static IdentityBody Of(IdentitySnapshot identity) =>
        new(identity.Id.Value, identity.Issuer, identity.LinkedAt);
}
