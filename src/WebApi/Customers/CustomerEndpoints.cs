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
                ErrorCode.EmailTaken, ErrorCode.InvalidCustomer, ErrorCode.InvalidPassword,
                ErrorCode.AlreadyRegistered, ErrorCode.ChangeInProgress, ErrorCode.IdempotencyKeyReused,
                ErrorCode.InvalidCredentials); // a repetition, after the session that it began has ended
        users.MapGet("/{userId}", Get).ForShoppers().WithName("getCustomer").Refuses(ErrorCode.CustomerNotFound);
        users.MapPut("/{userId}", Update).ForShoppers().WithName("updateCustomer").HonoursMatch()
            .Sends(HeaderNames.ETag).Refuses(
                ErrorCode.CustomerNotFound, ErrorCode.EmailTaken, ErrorCode.InvalidCustomer, ErrorCode.StaleVersion,
                ErrorCode.ChangeInProgress, ErrorCode.IdempotencyKeyReused);
        users.MapPost("/{userId}/orders/claim", ClaimOrders).ForShoppers().WithName("claimOrders").Refuses(
            ErrorCode.CustomerNotFound, ErrorCode.EmailNotVerified);
        users.MapDelete("/{userId}", Delete).ForShoppers().WithName("deleteCustomer").HonoursMatch()
            .Refuses(ErrorCode.CustomerNotFound, ErrorCode.StaleVersion, ErrorCode.ChangeInProgress);
    }

    /// <summary>Registers a customer, and begins the first session.</summary>
    /// <remarks>
    /// A repeated request is the same customer, with the same tokens while those are accepted: all derive from the
    /// idempotency key. Without a password the customer cannot sign in again once the session is over.
    /// </remarks>
    internal static async Task<Results<Created<CustomerBody>, Problem>> Register(
        HttpContext context, IGrainFactory grains, IdSeal seal, PasswordHashing passwords, RegistrationRequest body)
    {
        PasswordHash? password = null;
        if (body.Password is { } chosen)
        {
            if (PasswordPolicy.Check(chosen, body.Name, body.Email) is { } error) return new Problem(error);
            using var slot = await passwords.EnterAsync(context.RequestAborted);
            if (slot is null) return new Problem(ApiErrors.Overloaded);
            password = await slot.HashAsync(chosen);
        }

        var id = seal.Seal(CustomerId.From(SHA256.HashData(NewOwner.SecretOf(context))));
        var operation = Command.IdOf(context, PrincipalId.For(id));
        var tokens = SessionTokens.Begin(context, id, operation);
        var registered = await grains.GetGrain<ICustomerGrain>(id.Value).Register(operation, new()
        {
            Profile = new(body.Name, body.Email),
            Session = tokens.ToNewSession(context),
            Password = password,
        });
        return registered.Created(
            context, $"/users/{id}", session => TagOf(session.Customer), session => CustomerBody.Of(session, tokens));
    }

    /// <summary>Reads a customer.</summary>
    /// <remarks>Customers read themselves, operators everyone.</remarks>
    internal static async Task<Results<Ok<CustomerBody>, NotModified, Problem>> Get(
        HttpContext context, IGrainFactory grains, IdSeal seal, string userId)
    {
        if (Find(grains, seal, userId) is not { } grain) return new Problem(UnknownIds.Customer);
        var customer = await grain.Get(context.GetCaller());
        return customer.OkIfModified(context, TagOf, CustomerBody.Of);
    }

    /// <summary>Replaces a customer's name and e-mail address.</summary>
    /// <remarks>Without <c>If-Match</c> the change is made at any version.</remarks>
    internal static async Task<Results<Ok<CustomerBody>, Problem>> Update(
        HttpContext context, IGrainFactory grains, IdSeal seal, Command command, string userId, CustomerRequest body)
    {
        if (Find(grains, seal, userId) is not { } grain) return new Problem(UnknownIds.Customer);
        var customer = await grain.Update(command.Id, command.Caller, new(body.Name, body.Email), command.Match);
        return customer.OkWritten(context, TagOf, CustomerBody.Of);
    }

    /// <summary>Makes the orders of guests the customer's.</summary>
    /// <remarks>
    /// The confirmed orders that guests placed with the customer's e-mail address as contact. The address must be
    /// verified. Orders that come later need another request.
    /// </remarks>
    internal static async Task<Results<Ok<ClaimedOrdersBody>, Problem>> ClaimOrders(
        IGrainFactory grains, IdSeal seal, Command command, string userId)
    {
        if (!seal.TryRead(userId, out CustomerId customer)) return new Problem(UnknownIds.Customer);
        var claimed = await grains.GetGrain<ICustomerGrain>(customer.Value).ClaimOrders(command.Caller);
        return claimed.OkOrProblem(orders => new ClaimedOrdersBody(orders.Count));
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

    // The verification of the address is shown, but no change of the profile.
    private static string TagOf(CustomerSnapshot customer) =>
        customer.EmailVerified ? EntityTags.Of(customer.Version, 1) : EntityTags.Of(customer.Version);

    private static ICustomerGrain? Find(IGrainFactory grains, IdSeal seal, string userId) =>
        seal.TryRead(userId, out CustomerId customer) ? grains.GetGrain<ICustomerGrain>(customer.Value) : null;
}

/// <summary>The data that a customer registers with.</summary>
/// <param name="Name">The name.</param>
/// <param name="Email">The e-mail address, which no other customer may have.</param>
/// <param name="Password">
/// The password: 8 to 128 characters, 15 or more recommended. Without one the customer cannot sign in again.
/// </param>
/// <example>
/// { "name": "Ada Lovelace", "email": "ada@example.com", "password": "an engine that weaves" }
/// </example>
internal sealed record RegistrationRequest(
    [StringLength(CustomerLimits.NameMax, MinimumLength = 1)] string Name,
    [StringLength(CustomerLimits.EmailMax, MinimumLength = 3)] string Email,
    [StringLength(PasswordForm.UnitsMax)] string? Password = null)
{
    public override string ToString() => nameof(RegistrationRequest);
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
/// <param name="EmailVerified">Whether the customer has shown to read the mail of the address.</param>
/// <param name="Token">The access token: only in the answer that registers the customer.</param>
/// <param name="ExpiresAt">Until when the access token is accepted: only where the token is.</param>
/// <param name="RefreshToken">The token for the next tokens: only where the token is.</param>
/// <example>
/// {
///   "id": "cus_0123456789abcdefghjkmnpqr0", "name": "Ada Lovelace", "email": "ada@example.com",
///   "createdAt": "2030-01-01T12:00:00+00:00", "version": 1, "emailVerified": false
/// }
/// </example>
internal sealed record CustomerBody(
    [TextOf<CustomerId>] string Id,
    string Name,
    string Email,
    DateTimeOffset CreatedAt,
    long Version,
    bool EmailVerified,
    [StringLength(AccessToken.TextMax)] string? Token = null,
    DateTimeOffset? ExpiresAt = null,
    [StringLength(AccessToken.TextMax)] string? RefreshToken = null)
{
    public static CustomerBody Of(CustomerSnapshot customer) =>
        new(
            customer.Id.Value, customer.Name, customer.Email, customer.CreatedAt, customer.Version,
            customer.EmailVerified);

    public static CustomerBody Of(SignedIn session, SessionTokens tokens) => Of(session.Customer) with
    {
        Token = tokens.Access.Reveal(),
        ExpiresAt = session.ExpiresAt,
        RefreshToken = tokens.Refresh.Reveal(),
    };

    // Leaves the tokens, the name and the address out.
    public override string ToString() => Id;
}

/// <summary>The orders that a customer has got.</summary>
/// <param name="Claimed">How many orders of guests are the customer's since this request.</param>
/// <example>{ "claimed": 1 }</example>
internal sealed record ClaimedOrdersBody(int Claimed);
