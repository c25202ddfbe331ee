using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using ShopActors.WebApi.Limits;

namespace ShopActors.WebApi.Customers;

/// <summary>The verification of e-mail addresses, and new passwords by e-mail.</summary>
internal static class MessageEndpoints
{
    /// <summary>In whose name an address is asked about by a client without credentials.</summary>
    private static readonly PrincipalId Anyone = new("anyone");

    public static void MapMessages(this IEndpointRouteBuilder routes)
    {
        var messages = routes.MapGroup("").WithTags("Customers");
        messages.MapPost("/users/{userId}/email-verification", RequestVerification).ForShoppers()
            .WithName("requestEmailVerification").Refuses(ErrorCode.CustomerNotFound);
        messages.MapPost("/email-verifications", Verify).Public().WithName("verifyEmail")
            .Refuses(ErrorCode.InvalidToken);
        messages.MapPost("/password-resets", RequestReset).Public().WithMetadata(new Creation(Always: true))
            .WithName("requestPasswordReset");
        messages.MapPut("/password-resets/{token}", Reset).Public().WithName("resetPassword")
            .Refuses(ErrorCode.InvalidToken, ErrorCode.InvalidPassword);
    }

    /// <summary>Sends a message that verifies the e-mail address.</summary>
    /// <remarks>
    /// Its token is valid for a day. One message a minute and five a day are sent (429). Nothing is sent if the address
    /// is verified.
    /// </remarks>
    internal static async Task<Results<Accepted, Problem>> RequestVerification(
        IGrainFactory grains, IdSeal seal, Command command, string userId)
    {
        if (!seal.TryRead(userId, out CustomerId customer)) return new Problem(UnknownIds.Customer);
        var requested = await grains.GetGrain<ICustomerGrain>(customer.Value)
            .RequestVerification(command.Id, command.Caller);
        return requested.IsOk ? TypedResults.Accepted((string?)null) : new Problem(requested.Error);
    }

    /// <summary>Verifies an e-mail address by the token of a message.</summary>
    /// <remarks>A token may be used again while it is valid.</remarks>
    internal static async Task<Results<NoContent, Problem>> Verify(
        IGrainFactory grains, IdSeal seal, VerificationRequest body)
    {
        if (Find(grains, seal, body.Token) is not { } grain) return new Problem(ApiErrors.InvalidToken);
        var verified = await grain.VerifyEmail(TokenHash.Of(body.Token));
        return verified.IsOk ? TypedResults.NoContent() : new Problem(verified.Error);
    }

    /// <summary>Sends a message that sets a new password, if the address is registered.</summary>
    /// <remarks>
    /// The answer is the same for every address. The message's token is valid for an hour and once. One message a
    /// minute and five a day are sent.
    /// </remarks>
    internal static Results<Accepted, Problem> RequestReset(
        HttpContext context, PasswordResetRequests requests, ResetRequest body) =>
        requests.TryAdd(Command.IdOf(context, Anyone), body.Email)
            ? TypedResults.Accepted((string?)null)
            : new Problem(ApiErrors.Overloaded);

    /// <summary>Sets a new password by the token of a message.</summary>
    /// <remarks>All sessions end. The e-mail address is verified as well.</remarks>
    internal static async Task<Results<NoContent, Problem>> Reset(
        HttpContext context, IGrainFactory grains, IdSeal seal, PasswordHashing passwords, string token,
        NewPasswordRequest body)
    {
        if (Find(grains, seal, token) is not { } grain) return new Problem(ApiErrors.InvalidToken);
        var (hash, operation) = (TokenHash.Of(token), Command.IdOf(context, Anyone));
        var profile = await grain.CheckReset(operation, hash);
        if (profile.IsRefused) return new Problem(profile.Error);
        if (PasswordPolicy.Check(body.NewPassword, profile.Value.Name, profile.Value.Email) is { } error)
        {
            return new Problem(error);
        }

        using var slot = await passwords.EnterAsync(context.RequestAborted);
        if (slot is null) return new Problem(ApiErrors.Overloaded);
        var reset = await grain.ResetPassword(operation, hash, await slot.HashAsync(body.NewPassword));
        return reset.IsOk ? TypedResults.NoContent() : new Problem(reset.Error);
    }

    private static ICustomerGrain? Find(IGrainFactory grains, IdSeal seal, string token) =>
        MessageTokens.TryReadCustomer(token, out var customer) && seal.IsSealed(customer)
            ? grains.GetGrain<ICustomerGrain>(customer.Value)
            : null;
}

/// <summary>The token of a message.</summary>
/// <param name="Token">The token.</param>
internal sealed record VerificationRequest([StringLength(AccessToken.TextMax)] string Token)
{
    public override string ToString() => nameof(VerificationRequest);
}

/// <summary>A request for a new password.</summary>
/// <param name="Email">The e-mail address.</param>
/// <example>{ "email": "ada@example.com" }</example>
internal sealed record ResetRequest([StringLength(CustomerLimits.EmailMax, MinimumLength = 3)] string Email)
{
    public override string ToString() => nameof(ResetRequest);
}

/// <summary>A new password.</summary>
/// <param name="NewPassword">The new password: 8 to 128 characters, 15 or more recommended.</param>
/// <example>{ "newPassword": "algebraic patterns" }</example>
internal sealed record NewPasswordRequest(
    [StringLength(PasswordForm.UnitsMax, MinimumLength = 1)] string NewPassword)
{
    public override string ToString() => nameof(NewPasswordRequest);
}
