namespace ShopActors.Client;

/// <summary>Registered customers.</summary>
public sealed class CustomersClient
{
    private readonly Caller _caller;

    internal CustomersClient(Caller caller) => _caller = caller;

    /// <summary>
    /// Registers a customer. Call <see cref="ShopClient.WithToken"/> with the <see cref="Customer.Token"/> of this
    /// answer.
    /// </summary>
    /// <param name="request">The name, the e-mail address and the password.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Customer> RegisterAsync(
        RegistrationRequest request, WriteOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Post, "users", request, ShopJson.Default.RegistrationRequest, ShopJson.Default.Customer, options,
            cancellationToken);

    /// <summary>Reads a customer. Customers read themselves, operators everyone.</summary>
    /// <param name="userId">The customer's id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Customer> GetAsync(string userId, CancellationToken cancellationToken = default) =>
        _caller.ReadAsync(CallPath.Of($"users/{userId}"), ShopJson.Default.Customer, cancellationToken);

    /// <summary>Reads a customer; null if it still is the version with the tag.</summary>
    /// <param name="userId">The customer's id.</param>
    /// <param name="etag">The <see cref="ShopResource.ETag"/> of the version that you have.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Customer?> GetIfChangedAsync(
        string userId, string etag, CancellationToken cancellationToken = default) =>
        _caller.ReadIfChangedAsync(
            CallPath.Of($"users/{userId}"), etag, ShopJson.Default.Customer, cancellationToken);

    /// <summary>Replaces a customer's name and e-mail address.</summary>
    /// <param name="userId">The customer's id.</param>
    /// <param name="request">The new name and e-mail address.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Customer> UpdateAsync(
        string userId, CustomerRequest request, VersionedWriteOptions? options = null,
        CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Put, CallPath.Of($"users/{userId}"), request, ShopJson.Default.CustomerRequest,
            ShopJson.Default.Customer, options, cancellationToken);

    /// <summary>Exports everything that the shop has about a customer.</summary>
    /// <param name="userId">The customer's id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<CustomerExport> ExportAsync(string userId, CancellationToken cancellationToken = default) =>
        _caller.ReadAsync(CallPath.Of($"users/{userId}/export"), ShopJson.Default.CustomerExport, cancellationToken);

    /// <summary>Deletes a customer: the profile is erased and the sessions end; orders stay.</summary>
    /// <param name="userId">The customer's id.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task DeleteAsync(
        string userId, VersionedWriteOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.DeleteAsync(CallPath.Of($"users/{userId}"), options, cancellationToken);

    /// <summary>Changes a customer's password, or sets the first one. All other sessions end.</summary>
    /// <param name="userId">The customer's id.</param>
    /// <param name="newPassword">The new password: 8 to 128 characters, 15 or more recommended.</param>
    /// <param name="currentPassword">The present password; null for a customer who has none.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task ChangePasswordAsync(
        string userId, string newPassword, string? currentPassword = null, WriteOptions? options = null,
        CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Put, CallPath.Of($"users/{userId}/password"),
            new() { NewPassword = newPassword, CurrentPassword = currentPassword }, ShopJson.Default.PasswordRequest,
            options, cancellationToken);

    /// <summary>Lists the identities of OpenID providers with which a customer can sign in, oldest first.</summary>
    /// <param name="userId">The customer's id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<CustomerIdentities> ListIdentitiesAsync(
        string userId, CancellationToken cancellationToken = default) =>
        _caller.ReadAsync(
            CallPath.Of($"users/{userId}/identities"), ShopJson.Default.CustomerIdentities, cancellationToken);

    /// <summary>Lets a customer sign in with an identity of an OpenID provider.</summary>
    /// <param name="userId">The customer's id.</param>
    /// <param name="idToken">The ID token that the provider has issued for the shop's client.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<CustomerIdentity> LinkIdentityAsync(
        string userId, string idToken, WriteOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Post, CallPath.Of($"users/{userId}/identities"), new() { IdToken = idToken },
            ShopJson.Default.IdTokenRequest, ShopJson.Default.CustomerIdentity, options, cancellationToken);

    /// <summary>Removes an identity, unless it is the last way to sign in.</summary>
    /// <param name="userId">The customer's id.</param>
    /// <param name="identityId">The identity's id.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task UnlinkIdentityAsync(
        string userId, string identityId, WriteOptions? options = null,
        CancellationToken cancellationToken = default) =>
        _caller.DeleteAsync(CallPath.Of($"users/{userId}/identities/{identityId}"), options, cancellationToken);

    /// <summary>Sends a message that verifies the e-mail address, unless it is verified.</summary>
    /// <param name="userId">The customer's id.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task RequestEmailVerificationAsync(
        string userId, WriteOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Post, CallPath.Of($"users/{userId}/email-verification"), options, cancellationToken);

    /// <summary>Verifies an e-mail address by the token of a message.</summary>
    /// <param name="token">The token.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task VerifyEmailAsync(
        string token, WriteOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Post, "email-verifications", new() { Token = token }, ShopJson.Default.VerificationRequest,
            options, cancellationToken);

    /// <summary>Sends a message that sets a new password, if the address is registered.</summary>
    /// <param name="email">The e-mail address.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task RequestPasswordResetAsync(
        string email, WriteOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Post, "password-resets", new() { Email = email }, ShopJson.Default.ResetRequest, options,
            cancellationToken);

    /// <summary>Sets a new password by the token of a message. All sessions end.</summary>
    /// <param name="token">The token.</param>
    /// <param name="newPassword">The new password: 8 to 128 characters, 15 or more recommended.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task ResetPasswordAsync(
        string token, string newPassword, WriteOptions? options = null,
        CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Put, CallPath.Of($"password-resets/{token}"), new() { NewPassword = newPassword },
            ShopJson.Default.NewPasswordRequest, options, cancellationToken);

    /// <summary>
    /// Makes the confirmed orders that guests placed with the customer's verified address the customer's.
    /// </summary>
    /// <param name="userId">The customer's id.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<ClaimedOrders> ClaimOrdersAsync(
        string userId, WriteOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Post, CallPath.Of($"users/{userId}/orders/claim"), ShopJson.Default.ClaimedOrders, options,
            cancellationToken);

    /// <summary>All customers, the latest registered first (<c>customers:manage</c>), read page by page.</summary>
    /// <param name="text">A customer's id, an e-mail address, or parts of names and addresses; null for all.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public IAsyncEnumerable<CustomerRecord> ListAsync(
        string? text = null, CancellationToken cancellationToken = default) =>
        _caller.ReadAllAsync(
            (cursor, cancellation) => ListPageAsync(text, cursor, CallPath.PageSize, cancellation), cancellationToken);

    /// <summary>
    /// One page of the customers (<c>customers:manage</c>). It may have fewer entries than asked for, and a cursor.
    /// </summary>
    /// <param name="text">A customer's id, an e-mail address, or parts of names and addresses; null for all.</param>
    /// <param name="cursor">The <see cref="Page{T}.NextCursor"/> of the page before; null for the first.</param>
    /// <param name="limit">The most entries, 1 to 100; 24 if null.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Page<CustomerRecord>> ListPageAsync(
        string? text = null, string? cursor = null, int? limit = null, CancellationToken cancellationToken = default) =>
        _caller.ReadAsync(
            "ops/customers".With(("q", text), ("cursor", cursor), ("limit", CallPath.Text(limit))),
            ShopJson.Default.CustomerRecordPage, cancellationToken);

    /// <summary>Reads a customer with the latest orders (<c>customers:manage</c>).</summary>
    /// <param name="customerId">The customer's id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<CustomerDetail> GetRecordAsync(string customerId, CancellationToken cancellationToken = default) =>
        _caller.ReadAsync(
            CallPath.Of($"ops/customers/{customerId}"), ShopJson.Default.CustomerDetail, cancellationToken);

    /// <summary>Counts all customers' orders anew, in the background (<c>customers:manage</c>).</summary>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Recount> RecountAsync(WriteOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Post, "ops/customers/recount", ShopJson.Default.Recount, options, cancellationToken);

    /// <summary>Reads how far the latest recount is (<c>customers:manage</c>).</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Recount> GetRecountAsync(CancellationToken cancellationToken = default) =>
        _caller.ReadAsync("ops/customers/recount", ShopJson.Default.Recount, cancellationToken);
}
