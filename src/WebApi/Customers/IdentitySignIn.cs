using System.Security.Cryptography;
using ShopActors.WebApi.OpenId;

namespace ShopActors.WebApi.Customers;

/// <summary>
/// A sign-in with an identity: as the customer who has it or its verified address, or as a new one. The tokens follow
/// from the customer and the idempotency key, so a repeated first sign-in gets the tokens of the registration.
/// </summary>
internal static class IdentitySignIn
{
    // Another request may register the identity or the address between the search and the registration.
    private const int AttemptsMax = 2;

    /// <summary>Begins a session; the tokens are null if the identity leads to no customer.</summary>
    public static async Task<(Result<SignedIn> SignedIn, SessionTokens? Tokens)> ExecuteAsync(
        HttpContext context, OpenIdPerson person)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (signedIn, tokens) = await TryAsync(context, person);
            var isOvertaken = signedIn.Error?.Code is ErrorCode.EmailTaken or ErrorCode.IdentityTaken;
            if (!isOvertaken || attempt == AttemptsMax) return (signedIn, tokens);
        }
    }

    private static async Task<(Result<SignedIn> SignedIn, SessionTokens? Tokens)> TryAsync(
        HttpContext context, OpenIdPerson person)
    {
        var services = context.RequestServices;
        var (grains, seal) = (services.GetRequiredService<IGrainFactory>(), services.GetRequiredService<IdSeal>());
        var owner = await grains.GetGrain<ICustomerDirectoryGrain>(0).FindByIdentity(person.Identity);
        if (owner.IsRefused) return (owner.Error, null);
        var customer = owner.Value.Customer
            ?? seal.Seal(CustomerId.From(SHA256.HashData(NewOwner.SecretOf(context))));
        var operation = Command.IdOf(context, PrincipalId.For(customer));
        var tokens = SessionTokens.Begin(context, customer, operation);
        var grain = grains.GetGrain<ICustomerGrain>(customer.Value);
        if (owner.Value.Customer is not null)
        {
            return (await grain.SignInWithIdentity(new()
            {
                Identity = person.Identity,
                Session = tokens.ToNewSession(context),
            }), tokens);
        }

        return (await grain.Register(operation, new()
        {
            Profile = new(person.Name, person.Identity.VerifiedEmail!),
            Session = tokens.ToNewSession(context),
            Identity = person.Identity,
        }), tokens);
    }
}
