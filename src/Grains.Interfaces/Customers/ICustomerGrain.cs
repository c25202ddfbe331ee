using System.Collections.Immutable;
using Orleans.CodeGeneration;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>
/// A customer and the sessions, of whose tokens only hashes are stored; the key is the
/// <see cref="CustomerId"/>. Callers other than the customer and operators with
/// <see cref="Scopes.CustomersManage"/> get <c>customer_not_found</c>.
/// </summary>
[Alias("shop.customer-grain"), GrainInterfaceType("shop.customer-grain"), Version(1), CallableBy(Callers.Api)]
public interface ICustomerGrain : IGrainWithStringKey
{
    /// <summary>
    /// Registers the customer, claims the e-mail address, and begins the first session. Refused with
    /// <c>email_taken</c> or <c>invalid_customer</c> (a detail per wrong field). Repeating the operation id returns the
    /// customer.
    /// </summary>
    [Repeatable, ResponseTimeout("00:00:10"), Alias("sign-up")]
    Task<Result<SignedIn>> Register(OperationId operation, RegisterCustomer command);

    /// <summary>Returns the customer.</summary>
    [ReadOnly, Alias("get")]
    Task<Result<CustomerSnapshot>> Get(Caller caller);

    /// <summary>Returns everything that the customer's journal has about the customer, without secrets.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="current">The token whose session is the current one; null for none.</param>
    [ReadOnly, Alias("export")]
    Task<Result<CustomerExport>> Export(Caller caller, TokenHash? current);

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

    /// <summary>
    /// Begins a session after its password was verified. Refused with <c>invalid_credentials</c> if the password has
    /// changed since, and with <c>idempotency_key_reused</c> if the session has ended or was refreshed.
    /// </summary>
    [Repeatable, Alias("sign-in")]
    Task<Result<SignedIn>> SignIn(SignIn command);

    /// <summary>
    /// Begins a session with an identity of the customer's, after its token was verified. One that the customer does
    /// not have yet is linked if its verified e-mail address is the customer's verified one; otherwise refused with
    /// <c>identity_not_linked</c>. Refused with <c>identity_taken</c> if another customer has the identity.
    /// </summary>
    [Repeatable, ResponseTimeout("00:00:10"), Alias("sign-in-with-identity")]
    Task<Result<SignedIn>> SignInWithIdentity(SignInWithIdentity command);

    /// <summary>The identities that the customer can sign in with, oldest first.</summary>
    [ReadOnly, Alias("identities")]
    Task<Result<ImmutableArray<IdentitySnapshot>>> Identities(Caller caller);

    /// <summary>
    /// Lets the customer sign in with an identity, after its token was verified. Refused with <c>identity_taken</c>
    /// and <c>too_many_identities</c>.
    /// </summary>
    [Repeatable, ResponseTimeout("00:00:10"), Alias("link-identity")]
    Task<Result<IdentitySnapshot>> LinkIdentity(Caller caller, ProviderIdentity identity);

    /// <summary>
    /// Frees an identity. Refused with <c>identity_not_found</c>, and with <c>last_sign_in</c> if the customer could
    /// not sign in any more.
    /// </summary>
    [Repeatable, ResponseTimeout("00:00:10"), Alias("unlink-identity")]
    Task<Result> UnlinkIdentity(Caller caller, IdentityId identity);

    /// <summary>
    /// Replaces the tokens of a session; refused with <c>invalid_credentials</c>. A refresh token that was replaced
    /// before ends the session, unless the command is a repetition.
    /// </summary>
    [Repeatable, Alias("refresh-session")]
    Task<Result<SignedIn>> Refresh(RefreshSession command);

    /// <summary>The sessions, latest first.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="current">The token whose session is the current one; null for none.</param>
    [ReadOnly, Alias("sessions")]
    Task<Result<ImmutableArray<SessionSnapshot>>> Sessions(Caller caller, TokenHash? current);

    /// <summary>Ends a session; refused with <c>session_not_found</c> if there never was one.</summary>
    [Repeatable, Alias("end-session")]
    Task<Result> EndSession(Caller caller, SessionId session);

    /// <summary>Ends the session of an access token; succeeds if the token is unknown.</summary>
    [Repeatable, Alias("sign-out")]
    Task<Result> SignOut(Caller caller, TokenHash token);

    /// <summary>
    /// Counts an attempt to change the password, and returns what to verify the present one with. Refused with
    /// <c>too_many_requests</c> after too many failures.
    /// </summary>
    [Alias("check-password")]
    Task<Result<PasswordCheck>> CheckPassword(OperationId operation, Caller caller, SourceId source);

    /// <summary>
    /// Changes the password and ends the other sessions; refused with <c>invalid_credentials</c> if the password has
    /// changed since it was verified.
    /// </summary>
    [Repeatable, Alias("change-password")]
    Task<Result> ChangePassword(OperationId operation, Caller caller, ChangePassword command);

    /// <summary>
    /// Asks for a message with a token that verifies the e-mail address; refused with <c>too_many_requests</c>.
    /// Succeeds if it is verified.
    /// </summary>
    [Repeatable, Alias("request-verification")]
    Task<Result> RequestVerification(OperationId operation, Caller caller);

    /// <summary>Verifies the e-mail address by the token of a message; refused with <c>invalid_token</c>.</summary>
    [Repeatable, Alias("verify-email")]
    Task<Result> VerifyEmail(TokenHash token);

    /// <summary>
    /// Returns the profile if the token of a message may set a new password; refused with <c>invalid_token</c>.
    /// </summary>
    [ReadOnly, Alias("check-reset")]
    Task<Result<CustomerProfile>> CheckReset(OperationId operation, TokenHash token);

    /// <summary>
    /// Sets the password by the token of a message, once, and ends all sessions; refused with <c>invalid_token</c>.
    /// </summary>
    [Repeatable, Alias("reset-password")]
    Task<Result> ResetPassword(OperationId operation, TokenHash token, PasswordHash password);

    /// <summary>
    /// Succeeds if the token is valid; refused with <c>unauthenticated</c>. Notes once an hour that the session is
    /// used.
    /// </summary>
    [Repeatable, Alias("authenticate")]
    Task<Result> Authenticate(TokenHash token);

    /// <summary>
    /// Makes the confirmed orders that guests placed with the customer's verified e-mail address the customer's.
    /// Refused with <c>email_not_verified</c>.
    /// </summary>
    [Repeatable, ResponseTimeout("00:00:20"), Alias("claim-orders")]
    Task<Result<ClaimedOrders>> ClaimOrders(Caller caller);
}
