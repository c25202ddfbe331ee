using Orleans.CodeGeneration;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>
/// Finds customers by their addresses for those who do not know their ids, and lists them for operators; the key is 0.
/// What it does for an address that is not registered is the same as for one that is.
/// </summary>
[Alias("shop.customer-directory-grain"), GrainInterfaceType("shop.customer-directory-grain"), Version(1)]
[CallableBy(Callers.Api)]
public interface ICustomerDirectoryGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Counts an attempt to sign in, and returns what to verify the password with. Refused with
    /// <c>too_many_requests</c> after too many failures.
    /// </summary>
    [Alias("begin-sign-in")]
    Task<Result<SignInAttempt>> BeginSignIn(string email, SourceId source);

    /// <summary>
    /// Asks for a message with a token that sets a new password. Succeeds for every address; a request that comes too
    /// soon after another sends nothing.
    /// </summary>
    [Repeatable, Alias("request-reset")]
    Task RequestReset(OperationId operation, string email);

    /// <summary>
    /// Finds the customer who has the identity or else its verified e-mail address. Refused with
    /// <c>identity_not_linked</c> if there is no such identity, and no verified address.
    /// </summary>
    [ReadOnly, Alias("find-by-identity")]
    Task<Result<IdentityOwner>> FindByIdentity(ProviderIdentity identity);

    /// <summary>
    /// Returns one page of the customers, the latest registered first (scope <see cref="Scopes.CustomersManage"/>).
    /// Customers who register meanwhile do not move a cursor; those who were deleted are gone. Refused with
    /// <c>cursor_invalid</c>.
    /// </summary>
    [ReadOnly, ResponseTimeout("00:00:20"), Alias("list")]
    Task<Result<CustomerListing>> List(
        Caller caller, CustomerQuery query, CancellationToken cancellationToken = default);

    /// <summary>
    /// Returns a customer (scope <see cref="Scopes.CustomersManage"/>); refused with <c>customer_not_found</c>.
    /// </summary>
    [ReadOnly, Alias("read")]
    Task<Result<CustomerRecord>> Read(
        Caller caller, CustomerId customer, CancellationToken cancellationToken = default);
}
