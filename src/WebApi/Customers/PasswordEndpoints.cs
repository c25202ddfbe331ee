using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ShopActors.WebApi.Customers;

/// <summary>The change of a customer's password.</summary>
internal static class PasswordEndpoints
{
    public static void AddPasswords(this IServiceCollection services)
    {
        services.AddOptions<PasswordHashingOptions>().BindConfiguration(PasswordHashingOptions.SectionName)
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<PasswordHasherOptions>().Configure<IOptions<PasswordHashingOptions>>(
            static (hasher, options) => hasher.IterationCount = options.Value.Iterations);
        services.AddSingleton<PasswordHashing>();
        services.AddSingleton<PasswordResetRequests>();
        services.AddHostedService(static provider => provider.GetRequiredService<PasswordResetRequests>());
    }

    public static void MapPasswords(this IEndpointRouteBuilder routes) =>
        routes.MapPut("/users/{userId}/password", Change).ForShoppers().WithTags("Customers")
            .WithName("changePassword").Refuses(
                ErrorCode.CustomerNotFound, ErrorCode.InvalidPassword, ErrorCode.InvalidCredentials,
                ErrorCode.IdempotencyKeyReused);

    /// <summary>Changes a customer's password, or sets the first one.</summary>
    /// <remarks>
    /// All other sessions end. A wrong present password counts as a failed attempt to sign in; a customer who has no
    /// password leaves it out.
    /// </remarks>
    internal static async Task<Results<NoContent, Problem>> Change(
        HttpContext context, IGrainFactory grains, IdSeal seal, PasswordHashing passwords, Command command,
        string userId, PasswordRequest body)
    {
        if (!seal.TryRead(userId, out CustomerId id)) return new Problem(UnknownIds.Customer);
        var grain = grains.GetGrain<ICustomerGrain>(id.Value);
        var customer = await grain.Get(command.Caller);
        if (customer.IsRefused) return new Problem(customer.Error);
        if (PasswordPolicy.Check(body.NewPassword, customer.Value.Name, customer.Value.Email) is { } error)
        {
            return new Problem(error);
        }

        using var slot = await passwords.EnterAsync(context.RequestAborted);
        if (slot is null) return new Problem(ApiErrors.Overloaded);
        var token = (context.User.Identity as CallerIdentity)?.Token;
        var changed = await ChangeAsync(grain, slot, command, SignInSource.Of(context), token?.Hash, body);
        return changed.IsOk ? TypedResults.NoContent() : new Problem(changed.Error);
    }

    private static async Task<Result> ChangeAsync(
        ICustomerGrain grain, PasswordSlot slot, Command command, SourceId source, TokenHash? kept,
        PasswordRequest body)
    {
        var check = await grain.CheckPassword(command.Id, command.Caller, source);
        if (check.IsRefused) return check.Error;
        var present = check.Value.Password;
        if (check.Value.IsDone)
        {
            // The command is a repetition if it asks for the password that it has set.
            return await IsAsync(present, body.NewPassword) ? Result.Ok : ApiErrors.PasswordKeyReused;
        }

        if (present is not null && !await IsAsync(present, body.CurrentPassword)) return ApiErrors.InvalidCredentials;
        return await grain.ChangePassword(command.Id, command.Caller, new()
        {
            Verified = present,
            Password = await slot.HashAsync(body.NewPassword),
            Kept = kept,
            Source = source,
        });

        async Task<bool> IsAsync(PasswordHash? hash, string? password) =>
            password is not null &&
            await slot.VerifyAsync(hash, password) != PasswordVerificationResult.Failed;
    }
}

/// <summary>A change of password.</summary>
/// <param name="NewPassword">The new password: 8 to 128 characters, 15 or more recommended.</param>
/// <param name="CurrentPassword">The present password; absent for a customer who has none.</param>
/// <example>{ "currentPassword": "an engine that weaves", "newPassword": "algebraic patterns" }</example>
internal sealed record PasswordRequest(
    [StringLength(PasswordForm.UnitsMax, MinimumLength = 1)] string NewPassword,
    [StringLength(PasswordForm.UnitsMax)] string? CurrentPassword = null)
{
    public override string ToString() => nameof(PasswordRequest);
}
