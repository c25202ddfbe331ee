using Orleans.CodeGeneration;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>
/// A customer and their access tokens, of which only hashes are stored; the key is the
/// <see cref="CustomerId"/>. Callers other than the customer and operators with
/// <see cref="Scopes.CustomersManage"/> get <c>customer_not_found</c>.
/// </summary>
[Alias("shop.customer-grain"), GrainInterfaceType("shop.customer-grain"), Version(1), CallableBy(Callers.Api)]
public interface ICustomerGrain : IGrainWithStringKey
{
    /// <summary>
    /// Registers the customer, claims the e-mail address, and accepts the token. Refused with <c>email_taken</c> or
    /// <c>invalid_customer</c> (a detail per wrong field). Repeating the operation id returns the customer.
    /// </summary>
    [Repeatable, ResponseTimeout("00:00:10"), Alias("register")]
    Task<Result<CustomerSnapshot>> Register(OperationId operation, CustomerProfile profile, TokenHash token);

    /// <summary>Returns the customer.</summary>
    [ReadOnly, Alias("get")]
    Task<Result<CustomerSnapshot>> Get(Caller caller);

    /// <summary>
    /// Changes name and e-mail address. Refused for the same reasons as <see cref="Register"/>, and with
    /// <c>stale_version</c>.
    /// </summary>
    [Repeatable, ResponseTimeout("00:00:10"), Alias("update")]
    Task<Result<CustomerSnapshot>> Update(
        OperationId operation, Caller caller, CustomerProfile profile, VersionMatch match = default);

    /// <summary>
    /// Deletes the customer's name, address and tokens. The id is never used again. Repeating the call succeeds.
    /// </summary>
    [Repeatable, ResponseTimeout("00:00:10"), Alias("delete")]
    Task<Result> Delete(Caller caller, VersionMatch match = default);

    /// <summary>Accepts a token until it is revoked or expires. Above the limit the oldest token is dropped.</summary>
    [Alias("add-token")]
    Task<Result> AddToken(Caller caller, TokenHash token);

    /// <summary>Stops accepting a token; succeeds if the token is unknown.</summary>
    [Alias("revoke-token")]
    Task<Result> RevokeToken(Caller caller, TokenHash token);

    /// <summary>Succeeds if the token is valid; refused with <c>unauthenticated</c>.</summary>
    [ReadOnly, Alias("authenticate")]
    Task<Result> Authenticate(TokenHash token);
}
