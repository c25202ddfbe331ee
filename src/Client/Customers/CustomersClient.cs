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
    /// <param name="request">The name and the e-mail address.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Customer> RegisterAsync(
        CustomerRequest request, WriteOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Post, "users", request, ShopJson.Default.CustomerRequest, ShopJson.Default.Customer, options,
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

    /// <summary>Deletes a customer: the profile is erased and the tokens are revoked; orders stay.</summary>
    /// <param name="userId">The customer's id.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task DeleteAsync(
        string userId, VersionedWriteOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.DeleteAsync(CallPath.Of($"users/{userId}"), options, cancellationToken);

    /// <summary>Revokes the token of the client, which the shop refuses from now on.</summary>
    /// <param name="userId">The customer's id.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task SignOutAsync(
        string userId, WriteOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.DeleteAsync(CallPath.Of($"users/{userId}/tokens/current"), options, cancellationToken);
}
