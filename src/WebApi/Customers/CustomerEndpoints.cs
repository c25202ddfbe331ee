using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using ShopActors.WebApi.Limits;

namespace ShopActors.WebApi.Customers;

/// <summary>Registered customers. A customer's token is shown once, when it is issued.</summary>
internal static class CustomerEndpoints
{
    public static void MapCustomers(this IEndpointRouteBuilder routes)
    {
        var users = routes.MapGroup("/users").WithTags("Customers");
        users.MapPost("", Register).Public().WithMetadata(new Creation(Always: true)).WithName("registerCustomer")
            .Sends(HeaderNames.ETag).Refuses(
                ErrorCode.EmailTaken, ErrorCode.InvalidCustomer, ErrorCode.AlreadyRegistered,
                ErrorCode.ChangeInProgress, ErrorCode.IdempotencyKeyReused);
        users.MapGet("/{userId}", Get).ForShoppers().WithName("getCustomer").Refuses(ErrorCode.CustomerNotFound);
        users.MapPut("/{userId}", Update).ForShoppers().WithName("updateCustomer").HonoursMatch()
            .Sends(HeaderNames.ETag).Refuses(
                ErrorCode.CustomerNotFound, ErrorCode.EmailTaken, ErrorCode.InvalidCustomer, ErrorCode.StaleVersion,
                ErrorCode.ChangeInProgress, ErrorCode.IdempotencyKeyReused);
        users.MapDelete("/{userId}", Delete).ForShoppers().WithName("deleteCustomer").HonoursMatch()
            .Refuses(ErrorCode.CustomerNotFound, ErrorCode.StaleVersion, ErrorCode.ChangeInProgress);
        users.MapDelete("/{userId}/tokens/current", SignOut).ForShoppers().WithName("signOut")
            .Refuses(ErrorCode.CustomerNotFound);
    }

    /// <summary>Registers a customer.</summary>
    /// <remarks>
    /// A repeated request is the same customer, with the same token while that is accepted: both derive from the
    /// idempotency key.
    /// </remarks>
    internal static async Task<Results<Created<CustomerBody>, Problem>> Register(
        HttpContext context, IGrainFactory grains, IdSeal seal, CustomerRequest body)
    {
        var secret = NewOwner.SecretOf(context);
        var id = seal.Seal(CustomerId.From(SHA256.HashData(secret)));
        var token = AccessToken.NewCustomer(id, secret, seal);
        var operation = Command.IdOf(context, PrincipalId.For(id));
        var registered = await grains.GetGrain<ICustomerGrain>(id.Value)
            .Register(operation, new(body.Name, body.Email), token.Hash);
        return registered.Created(
            context, $"/users/{id}", TagOf, snapshot => CustomerBody.Of(snapshot, token.Reveal()));
    }

    /// <summary>Reads a customer.</summary>
    /// <remarks>Customers read themselves, operators everyone.</remarks>
    internal static async Task<Results<Ok<CustomerBody>, NotModified, Problem>> Get(
        HttpContext context, IGrainFactory grains, IdSeal seal, string userId)
    {
        if (Find(grains, seal, userId) is not { } grain) return new Problem(UnknownIds.Customer);
        var customer = await grain.Get(context.GetCaller());
        return customer.OkIfModified(context, TagOf, found => CustomerBody.Of(found, null));
    }

    /// <summary>Replaces a customer's name and e-mail address.</summary>
    /// <remarks>Without <c>If-Match</c> the change is made at any version.</remarks>
    internal static async Task<Results<Ok<CustomerBody>, Problem>> Update(
        HttpContext context, IGrainFactory grains, IdSeal seal, Command command, string userId, CustomerRequest body)
    {
        if (Find(grains, seal, userId) is not { } grain) return new Problem(UnknownIds.Customer);
        var customer = await grain.Update(command.Id, command.Caller, new(body.Name, body.Email), command.Match);
        return customer.OkWritten(context, TagOf, found => CustomerBody.Of(found, null));
    }

    /// <summary>Deletes a customer.</summary>
    /// <remarks>The profile is erased and the tokens are revoked; orders stay.</remarks>
    internal static async Task<Results<NoContent, Problem>> Delete(
        HttpContext context, IGrainFactory grains, IdSeal seal, Command command, string userId)
    {
        if (Find(grains, seal, userId) is not { } grain) return new Problem(UnknownIds.Customer);
        var deleted = await grain.Delete(command.Caller, command.Match);
        return deleted.IsOk ? TypedResults.NoContent() : new Problem(deleted.Error);
    }

    /// <summary>Revokes the caller's token.</summary>
    /// <remarks>The token of the request is refused from now on.</remarks>
    internal static async Task<Results<NoContent, Problem>> SignOut(
        HttpContext context, IGrainFactory grains, IdSeal seal, string userId)
    {
        if (Find(grains, seal, userId) is not { } grain) return new Problem(UnknownIds.Customer);
        if (context.User.Identity is not CallerIdentity { Token: { } token }) return new Problem(ApiErrors.Forbidden);
        var revoked = await grain.RevokeToken(context.GetCaller(), token.Hash);
        return revoked.IsOk ? TypedResults.NoContent() : new Problem(revoked.Error);
    }

    private static string TagOf(CustomerSnapshot customer) => EntityTags.Of(customer.Version);

    private static ICustomerGrain? Find(IGrainFactory grains, IdSeal seal, string userId) =>
        seal.TryRead(userId, out CustomerId customer) ? grains.GetGrain<ICustomerGrain>(customer.Value) : null;
}

/// <summary>The data that a customer enters.</summary>
/// <param name="Name">The name.</param>
/// <param name="Email">The e-mail address, which no other customer may have.</param>
/// <example>{ "name": "Ada Lovelace", "email": "ada@example.com" }</example>
internal sealed record CustomerRequest(
    [StringLength(CustomerLimits.NameMax, MinimumLength = 1)] string Name,
    [StringLength(CustomerLimits.EmailMax, MinimumLength = 3)] string Email);

/// <summary>A customer.</summary>
/// <param name="Id">The customer's id.</param>
/// <param name="Name">The name.</param>
/// <param name="Email">The e-mail address as it was entered.</param>
/// <param name="CreatedAt">When the customer was registered.</param>
/// <param name="Version">Grows with each change of the name or the e-mail address.</param>
/// <param name="Token">The customer's token: only in the answer that registers the customer.</param>
/// <example>
/// {
///   "id": "cus_0123456789abcdefghjkmnpqr0", "name": "Ada Lovelace", "email": "ada@example.com",
///   "createdAt": "2030-01-01T12:00:00+00:00", "version": 1
/// }
/// </example>
internal sealed record CustomerBody(
    [TextOf<CustomerId>] string Id,
    string Name,
    string Email,
    DateTimeOffset CreatedAt,
    long Version,
    [StringLength(AccessToken.TextMax)] string? Token)
{
    public static CustomerBody Of(CustomerSnapshot customer, string? token) =>
        new(customer.Id.Value, customer.Name, customer.Email, customer.CreatedAt, customer.Version, token);

    // Leaves the token, the name and the address out.
    public override string ToString() => Id;
}
