namespace ShopActors.Client;

/// <summary>
/// The one cart of the caller, by short routes. The caller needs a token: the shop gives one to a guest of these routes
/// only as a cookie, which this client does not keep.
/// </summary>
public sealed class OwnCartClient
{
    private readonly Caller _caller;

    internal OwnCartClient(Caller caller) => _caller = caller;

    /// <summary>Reads the cart; it is empty for callers without one.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<OwnCart> GetAsync(CancellationToken cancellationToken = default) =>
        _caller.ReadAsync("cart", ShopJson.Default.OwnCart, cancellationToken);

    /// <summary>Adds an item; the first one creates the cart.</summary>
    /// <param name="itemId">The SKU, or the product's id.</param>
    /// <param name="quantity">How many units, 1 to 999.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<OwnCart> AddAsync(
        string itemId, int quantity, WriteOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Post, "cart", new(itemId, quantity), ShopJson.Default.OwnCartItemRequest,
            ShopJson.Default.OwnCart, options, cancellationToken);

    /// <summary>Removes an item.</summary>
    /// <param name="itemId">The SKU, or the product's id.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<OwnCart> RemoveAsync(
        string itemId, WriteOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Delete, CallPath.Of($"cart/{itemId}"), ShopJson.Default.OwnCart, options, cancellationToken);
}
