using Orleans.CodeGeneration;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>A customer's password, for <see cref="CustomerDirectoryGrain"/> alone.</summary>
[Alias("shop.password-holder"), GrainInterfaceType("shop.password-holder"), Version(1), CallableBy(Callers.Grains)]
internal interface IPasswordHolder : IGrainWithStringKey
{
    /// <summary>The hash of the password; refused with <c>customer_not_found</c> if there is none.</summary>
    [ReadOnly, Alias("get-password")]
    Task<Result<PasswordHash>> GetPassword();

    /// <summary>Asks for a message with a token that sets a new password.</summary>
    [Alias("request-reset")]
    Task<Result> RequestReset(OperationId operation);
}
