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
            .Refuses(
                ErrorCode.EmailTaken, ErrorCode.InvalidCustomer, ErrorCode.AlreadyRegistered,
                ErrorCode.ChangeInProgress, ErrorCode.IdempotencyKeyReused);
        users.MapGet("/{userId}", Get).ForShoppers().WithName("getCustomer").Refuses(ErrorCode.CustomerNotFound);
        users.MapPut("/{userId}", Update).ForShoppers().WithName("updateCustomer").HonoursMatch()
            .Refuses(
                ErrorCode.CustomerNotFound, ErrorCode.EmailTaken, ErrorCode.InvalidCustomer, ErrorCode.StaleVersion,
                ErrorCode.ChangeInProgress, ErrorCode.IdempotencyKeyReused);
        users.MapDelete("/{userId}", Delete).ForShoppers().WithName("deleteCustomer").HonoursMatch()
            .Refuses(ErrorCode.CustomerNotFound, ErrorCode.StaleVersion, ErrorCode.ChangeInProgress);
        users.MapDelete("/{userId}/tokens/current", SignOut).ForShoppers().WithName("signOut")
            .Refuses(ErrorCode.CustomerNotFound);
    }

    /// <summary>
    /// A repeated request is the same customer, with the same token while that is accepted: both derive from the
    /// idempotency key.
    /// </summary>
    private static async Task<Results<Created<CustomerBody>, Problem>> Register(
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

    private static async Task<Results<Ok<CustomerBody>, NotModified, Problem>> Get(
        HttpContext context, IGrainFactory grains, IdSeal seal, string userId)
    {
        if (Find(grains, seal, userId) is not { } grain) return new Problem(UnknownIds.Customer);
        var customer = await grain.Get(context.GetCaller());
        return customer.OkIfModified(context, TagOf, found => CustomerBody.Of(found, null));
    }

    private static async Task<Results<Ok<CustomerBody>, Problem>> Update(
        HttpContext context, IGrainFactory grains, IdSeal seal, Command command, string userId, CustomerRequest body)
    {
        if (Find(grains, seal, userId) is not { } grain) return new Problem(UnknownIds.Customer);
        var customer = await grain.Update(command.Id, command.Caller, new(body.Name, body.Email), command.Match);
        return customer.OkWritten(context, TagOf, found => CustomerBody.Of(found, null));
    }

    private static async Task<Results<NoContent, Problem>> Delete(
        HttpContext context, IGrainFactory grains, IdSeal seal, Command command, string userId)
    {
        if (Find(grains, seal, userId) is not { } grain) return new Problem(UnknownIds.Customer);
        var deleted = await grain.Delete(command.Caller, command.Match);
        return deleted.IsOk ? TypedResults.NoContent() : new Problem(deleted.Error);
    }

    private static async Task<Results<NoContent, Problem>> SignOut(
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
internal sealed record CustomerRequest(string Name, string Email);

/// <summary>A customer. Only the answer that registers the customer contains the token.</summary>
internal sealed record CustomerBody(
    string Id, string Name, string Email, DateTimeOffset CreatedAt, long Version, string? Token)
{
    public static CustomerBody Of(CustomerSnapshot customer, string? token) =>
        new(customer.Id.Value, customer.Name, customer.Email, customer.CreatedAt, customer.Version, token);

    // Leaves the token, the name and the address out.
    public override string ToString() => Id;
}
