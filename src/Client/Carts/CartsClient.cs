namespace ShopActors.Client;

/// <summary>Carts of guests and customers.</summary>
public sealed class CartsClient
{
    private readonly Caller _caller;

    internal CartsClient(Caller caller) => _caller = caller;

    /// <summary>
    /// Creates a cart. Without credentials it belongs to a new guest: call
    /// <see cref="ShopClient.WithToken"/> with the <see cref="Cart.Token"/> of this answer.
    /// </summary>
    /// <param name="request">The currency, and what to attach; null for an empty cart in euros.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Cart> CreateAsync(
        CreateCartRequest? request = null, WriteOptions? options = null,
        CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Post, "carts", request ?? new(), ShopJson.Default.CreateCartRequest, ShopJson.Default.Cart,
            options, cancellationToken);

    /// <summary>Reads a cart.</summary>
    /// <param name="cartId">The cart's id.</param>
    /// <param name="checkStock">Whether to warn of lines with too little stock.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Cart> GetAsync(
        string cartId, bool checkStock = false, CancellationToken cancellationToken = default) =>
        _caller.ReadAsync(PathOf(cartId, checkStock), ShopJson.Default.Cart, cancellationToken);

    /// <summary>Reads a cart; null if it still is the version with the tag.</summary>
    /// <param name="cartId">The cart's id.</param>
    /// <param name="etag">The <see cref="ShopResource.ETag"/> of the version that you have.</param>
    /// <param name="checkStock">Whether to warn of lines with too little stock.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Cart?> GetIfChangedAsync(
        string cartId, string etag, bool checkStock = false, CancellationToken cancellationToken = default) =>
        _caller.ReadIfChangedAsync(PathOf(cartId, checkStock), etag, ShopJson.Default.Cart, cancellationToken);

    /// <summary>Adds units of a SKU. Nothing is reserved; the stock is only compared.</summary>
    /// <param name="cartId">The cart's id.</param>
    /// <param name="request">The SKU and the quantity.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Cart> AddItemAsync(
        string cartId, AddItemRequest request, VersionedWriteOptions? options = null,
        CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Post, CallPath.Of($"carts/{cartId}/items"), request, ShopJson.Default.AddItemRequest,
            ShopJson.Default.Cart, options, cancellationToken);

    /// <summary>Sets the quantity of a line.</summary>
    /// <param name="cartId">The cart's id.</param>
    /// <param name="lineId">The line's id.</param>
    /// <param name="quantity">How many units, 1 to 999.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Cart> SetQuantityAsync(
        string cartId, string lineId, int quantity, VersionedWriteOptions? options = null,
        CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Patch, CallPath.Of($"carts/{cartId}/items/{lineId}"), new(quantity),
            ShopJson.Default.SetQuantityRequest, ShopJson.Default.Cart, options, cancellationToken);

    /// <summary>Removes a line.</summary>
    /// <param name="cartId">The cart's id.</param>
    /// <param name="lineId">The line's id.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Cart> RemoveItemAsync(
        string cartId, string lineId, VersionedWriteOptions? options = null,
        CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Delete, CallPath.Of($"carts/{cartId}/items/{lineId}"), ShopJson.Default.Cart, options,
            cancellationToken);

    /// <summary>Moves the lines of another cart into this one; the other accepts no further commands.</summary>
    /// <param name="cartId">The id of the cart that gets the lines.</param>
    /// <param name="request">The other cart.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Cart> MergeAsync(
        string cartId, MergeCartRequest request, VersionedWriteOptions? options = null,
        CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Post, CallPath.Of($"carts/{cartId}/merge"), request, ShopJson.Default.MergeCartRequest,
            ShopJson.Default.Cart, options, cancellationToken);

    /// <summary>Sets how to reach the buyer.</summary>
    /// <param name="cartId">The cart's id.</param>
    /// <param name="contact">The contact.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Cart> SetContactAsync(
        string cartId, Contact contact, VersionedWriteOptions? options = null,
        CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Put, CallPath.Of($"carts/{cartId}/contact"), contact, ShopJson.Default.Contact,
            ShopJson.Default.Cart, options, cancellationToken);

    /// <summary>Sets where the goods go. Shipping methods and taxes follow from it.</summary>
    /// <param name="cartId">The cart's id.</param>
    /// <param name="address">The address.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Cart> SetShippingAddressAsync(
        string cartId, Address address, VersionedWriteOptions? options = null,
        CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Put, CallPath.Of($"carts/{cartId}/shipping-address"), address, ShopJson.Default.Address,
            ShopJson.Default.Cart, options, cancellationToken);

    /// <summary>Sets where the invoice goes. Without one it goes to the shipping address.</summary>
    /// <param name="cartId">The cart's id.</param>
    /// <param name="address">The address.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Cart> SetBillingAddressAsync(
        string cartId, Address address, VersionedWriteOptions? options = null,
        CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Put, CallPath.Of($"carts/{cartId}/billing-address"), address, ShopJson.Default.Address,
            ShopJson.Default.Cart, options, cancellationToken);

    /// <summary>The shipping methods that deliver the cart, cheapest first.</summary>
    /// <param name="cartId">The cart's id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<ShippingMethods> ListShippingMethodsAsync(
        string cartId, CancellationToken cancellationToken = default) =>
        _caller.ReadAsync(
            CallPath.Of($"carts/{cartId}/shipping-methods"), ShopJson.Default.ShippingMethods, cancellationToken);

    /// <summary>Chooses a shipping method.</summary>
    /// <param name="cartId">The cart's id.</param>
    /// <param name="method">The method's id.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Cart> SetShippingMethodAsync(
        string cartId, string method, VersionedWriteOptions? options = null,
        CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Put, CallPath.Of($"carts/{cartId}/shipping-method"), new(method),
            ShopJson.Default.ShippingMethodRequest, ShopJson.Default.Cart, options, cancellationToken);

    /// <summary>Adds a coupon.</summary>
    /// <param name="cartId">The cart's id.</param>
    /// <param name="code">The coupon's code, in any case.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Cart> AddCouponAsync(
        string cartId, string code, VersionedWriteOptions? options = null,
        CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Post, CallPath.Of($"carts/{cartId}/coupons"), new(code), ShopJson.Default.CouponRequest,
            ShopJson.Default.Cart, options, cancellationToken);

    /// <summary>Removes a coupon.</summary>
    /// <param name="cartId">The cart's id.</param>
    /// <param name="code">The coupon's code.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Cart> RemoveCouponAsync(
        string cartId, string code, VersionedWriteOptions? options = null,
        CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Delete, CallPath.Of($"carts/{cartId}/coupons/{code}"), ShopJson.Default.Cart, options,
            cancellationToken);

    /// <summary>
    /// Places an order: reserves the stock, charges the payer and confirms the order, or does none of these. The order
    /// is <see cref="OrderStatus.Pending"/> if that takes longer; see <see cref="OrdersClient.WaitForEndAsync"/>.
    /// </summary>
    /// <param name="cartId">The cart's id.</param>
    /// <param name="request">How to pay.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call, but not the order.</param>
    public Task<Order> CheckOutAsync(
        string cartId, CheckoutRequest request, CheckoutOptions? options = null,
        CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Post, CallPath.Of($"carts/{cartId}/checkout"), request, ShopJson.Default.CheckoutRequest,
            ShopJson.Default.Order, options, cancellationToken);

    private static string PathOf(string cartId, bool checkStock) =>
        CallPath.Of($"carts/{cartId}").With(("checkStock", checkStock ? "true" : null));
}
