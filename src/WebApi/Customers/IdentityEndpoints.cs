using Microsoft.AspNetCore.Http.HttpResults;
using ShopActors.WebApi.Limits;
using ShopActors.WebApi.OpenId;

namespace ShopActors.WebApi.Customers;

/// <summary>Signing in with OpenID providers: docs/adr/0020-openid-connect.md.</summary>
internal static class IdentityEndpoints
{
    public static void MapIdentities(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sessions/openid", SignIn).Public().WithMetadata(new Creation(Always: true))
            .WithTags("Customers").WithName("signInWithOpenId").Refuses(
                ErrorCode.InvalidCredentials, ErrorCode.IdentityNotLinked, ErrorCode.IdentityTaken,
                ErrorCode.EmailTaken, ErrorCode.TooManyIdentities, ErrorCode.ChangeInProgress,
                ErrorCode.AlreadyRegistered, ErrorCode.IdempotencyKeyReused);
        var own = routes.MapGroup("/users/{userId}/identities").WithTags("Customers");
        own.MapGet("", List).ForShoppers().WithName("listIdentities").Refuses(ErrorCode.CustomerNotFound);
        own.MapPost("", Link).ForShoppers().WithName("linkIdentity").Refuses(
            ErrorCode.CustomerNotFound, ErrorCode.InvalidCredentials, ErrorCode.IdentityTaken,
            ErrorCode.TooManyIdentities, ErrorCode.ChangeInProgress);
        own.MapDelete("/{identityId}", Unlink).ForShoppers().WithName("unlinkIdentity")
            .Refuses(ErrorCode.CustomerNotFound, ErrorCode.IdentityNotFound, ErrorCode.LastSignIn);
    }

    /// <summary>Signs a customer in with the ID token of an OpenID provider.</summary>
    /// <remarks>
    /// The first sign-in registers a customer with the token's name and verified e-mail address; if a customer has
    /// verified that address here, the identity becomes that customer's. If a customer has it without having verified
    /// it, or the provider has not verified it, the answer is 409: sign in with the password and link the identity.
    /// </remarks>
    internal static async Task<Results<Created<SessionBody>, Problem>> SignIn(
        HttpContext context, IdTokens idTokens, IdTokenRequest body)
    {
        var person = await idTokens.ReadAsync(body.IdToken, context.RequestAborted);
        if (person.IsRefused) return new Problem(person.Error);
        var (signedIn, tokens) = await IdentitySignIn.ExecuteAsync(context, person.Value);
        return tokens is null ? new Problem(signedIn.Error!) : SessionEndpoints.ToAnswer(context, signedIn, tokens);
    }

    /// <summary>Lists the identities with which a customer can sign in, oldest first.</summary>
    /// <remarks>A customer has at most 8.</remarks>
    internal static async Task<Results<Ok<IdentityListBody>, Problem>> List(
        HttpContext context, IGrainFactory grains, IdSeal seal, string userId)
    {
        if (!seal.TryRead(userId, out CustomerId customer)) return new Problem(UnknownIds.Customer);
        var identities = await grains.GetGrain<ICustomerGrain>(customer.Value).Identities(context.GetCaller());
        return identities.OkOrProblem(found => new IdentityListBody([.. found.Select(IdentityBody.Of)]));
    }

    /// <summary>Lets a customer sign in with an identity of an OpenID provider.</summary>
    /// <remarks>If the provider has verified the customer's e-mail address, it is verified here too.</remarks>
    internal static async Task<Results<Created<IdentityBody>, Problem>> Link(
        HttpContext context, IGrainFactory grains, IdSeal seal, IdTokens idTokens, Command command, string userId,
        IdTokenRequest body)
    {
        if (!seal.TryRead(userId, out CustomerId customer)) return new Problem(UnknownIds.Customer);
        var person = await idTokens.ReadAsync(body.IdToken, context.RequestAborted);
        if (person.IsRefused) return new Problem(person.Error);
        var linked = await grains.GetGrain<ICustomerGrain>(customer.Value)
            .LinkIdentity(command.Caller, person.Value.Identity);
        if (linked.IsRefused) return new Problem(linked.Error);
        Answers.Describe(context, null, linked.IsReplay);
        return TypedResults.Created($"/users/{customer}/identities/{linked.Value.Id}", IdentityBody.Of(linked.Value));
    }

    /// <summary>Removes an identity.</summary>
    /// <remarks>The last way to sign in stays: set a password first. Sessions that it began go on.</remarks>
    internal static async Task<Results<NoContent, Problem>> Unlink(
        IGrainFactory grains, IdSeal seal, Command command, string userId, string identityId)
    {
        if (!seal.TryRead(userId, out CustomerId customer)) return new Problem(UnknownIds.Customer);
        if (!IdentityId.TryParse(identityId, out var identity)) return new Problem(UnknownIds.Identity);
        var removed = await grains.GetGrain<ICustomerGrain>(customer.Value).UnlinkIdentity(command.Caller, identity);
        return removed.IsOk ? TypedResults.NoContent() : new Problem(removed.Error);
    }
}
