using System.Security.Cryptography;
using Orleans.Runtime;
using ShopActors.WebApi.Http;
using ShopActors.WebApi.Limits;
using ShopActors.WebApi.Problems;
using ShopActors.WebApi.Security;

namespace ShopActors.WebApi.Customers;

/// <summary>Registered customers. A customer's token is shown once, when it is issued.</summary>
internal static class CustomerEndpoints
{
    public static void MapCustomers(this IEndpointRouteBuilder routes)
    {
        var users = routes.MapGroup("/users").WithTags("Customers");
        users.MapPost("", Register).Public().WithMetadata(new Creation(Always: true))
            .Produces<CustomerBody>(StatusCodes.Status201Created).ProducesProblem(409);
        users.MapGet("/{id}", Get).ForShoppers().Produces<CustomerBody>().ProducesProblem(404);
        users.MapPut("/{id}", Update).ForShoppers().Produces<CustomerBody>().ProducesProblem(404).ProducesProblem(412);
        users.MapDelete("/{id}", Delete).ForShoppers().Produces(StatusCodes.Status204NoContent).ProducesProblem(404);
        users.MapDelete("/{id}/tokens/current", SignOut).ForShoppers().Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> Register(
        HttpContext context,
        IGrainFactory grains,
        Operations operations,
        RandomNumberGenerator random,
        IdSeal seal,
        CustomerRequest body)
    {
        var id = seal.Seal(CustomerId.New(random));
        var customer = Caller.Customer(id);
        if (!operations.TryGetOrNew(context, customer.Id, "POST /users", out var operation, out var problem))
        {
            return problem;
        }

        var grain = grains.GetGrain<ICustomerGrain>(id.Value);
        var registered = await grain.Register(operation, new(body.Name, body.Email));
        if (registered.IsRefused) return new Problem(registered.Error);
        var token = AccessToken.NewCustomer(id, random, seal);
        try
        {
            var added = await grain.AddToken(customer, token.Hash);
            if (added.IsRefused) return new Problem(added.Error);
        }
        catch (GatewayTooBusyException)
        {
            // The customer is already registered, so "nothing was done", the usual answer to a shed call,
            // would be wrong.
            return new Problem(ApiErrors.OutcomeUnknown);
        }

        return registered.CreatedWithTag(
            context, _ => $"/users/{id}", snapshot => snapshot.Version,
            snapshot => CustomerBody.Of(snapshot, token.Reveal()));
    }

    private static async Task<IResult> Get(HttpContext context, IGrainFactory grains, IdSeal seal, string id)
    {
        if (!TryGetGrain(grains, seal, id, out var grain)) return new Problem(UnknownIds.Customer);
        var customer = await grain.Get(context.GetCaller());
        return customer.OkWithTag(context, found => found.Version, found => CustomerBody.Of(found, null));
    }

    private static async Task<IResult> Update(
        HttpContext context, IGrainFactory grains, Operations operations, IdSeal seal, string id, CustomerRequest body)
    {
        if (!EntityTags.TryReadIfMatch(context.Request, out var version)) return new Problem(ApiErrors.IfMatchInvalid);
        var caller = context.GetCaller();
        if (!operations.TryGetOrNew(context, caller.Id, $"PUT /users/{id}", out var operation, out var problem))
        {
            return problem;
        }

        if (!TryGetGrain(grains, seal, id, out var grain)) return new Problem(UnknownIds.Customer);

        var customer = await grain.Update(operation, caller, new(body.Name, body.Email), version);
        return customer.OkWithTag(context, found => found.Version, found => CustomerBody.Of(found, null));
    }

    private static async Task<IResult> Delete(HttpContext context, IGrainFactory grains, IdSeal seal, string id)
    {
        if (!TryGetGrain(grains, seal, id, out var grain)) return new Problem(UnknownIds.Customer);
        var deleted = await grain.Delete(context.GetCaller());
        return deleted.IsOk ? Results.NoContent() : new Problem(deleted.Error);
    }

    private static async Task<IResult> SignOut(HttpContext context, IGrainFactory grains, IdSeal seal, string id)
    {
        if (!TryGetGrain(grains, seal, id, out var grain)) return new Problem(UnknownIds.Customer);
        if (context.User.Identity is not CallerIdentity { Token: { } token }) return new Problem(ApiErrors.Forbidden);
        var revoked = await grain.RevokeToken(context.GetCaller(), token.Hash);
        return revoked.IsOk ? Results.NoContent() : new Problem(revoked.Error);
    }

    private static bool TryGetGrain(IGrainFactory grains, IdSeal seal, string id, out ICustomerGrain grain)
    {
        var valid = seal.TryRead(id, out CustomerId customer);
        grain = valid ? grains.GetGrain<ICustomerGrain>(customer.Value) : null!;
        return valid;
    }
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
