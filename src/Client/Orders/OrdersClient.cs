namespace ShopActors.Client;

/// <summary>Orders and refunds. Orders are placed by <see cref="CartsClient.CheckOutAsync"/>.</summary>
public sealed class OrdersClient
{
    private readonly Caller _caller;

    internal OrdersClient(Caller caller) => _caller = caller;

    /// <summary>The caller's orders, latest first, read page by page while they are enumerated.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public IAsyncEnumerable<Order> ListAsync(CancellationToken cancellationToken = default) =>
        _caller.ReadAllAsync(
            (cursor, cancellation) => ListPageAsync(cursor, CallPath.PageSize, cancellation), cancellationToken);

    /// <summary>One page of the caller's orders, latest first.</summary>
    /// <param name="cursor">The <see cref="Page{T}.NextCursor"/> of the page before; null for the first.</param>
    /// <param name="limit">The most entries, 1 to 100; 24 if null.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Page<Order>> ListPageAsync(
        string? cursor = null, int? limit = null, CancellationToken cancellationToken = default) =>
        _caller.ReadAsync(
            "orders".With(("cursor", cursor), ("limit", CallPath.Text(limit))), ShopJson.Default.OrderPage,
            cancellationToken);

    /// <summary>
    /// The orders of all buyers, latest first, read page by page while they are enumerated; without contact and
    /// addresses. Operators need the scope <c>orders:read</c>.
    /// </summary>
    /// <param name="query">Which orders; null for all.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public IAsyncEnumerable<Order> ListAllAsync(
        OrderQuery? query = null, CancellationToken cancellationToken = default) =>
        _caller.ReadAllAsync(
            (cursor, cancellation) => ListAllPageAsync(query, cursor, CallPath.PageSize, cancellation),
            cancellationToken);

    /// <summary>One page of the orders of all buyers. It may have fewer entries than asked for, and a cursor.</summary>
    /// <param name="query">Which orders; null for all.</param>
    /// <param name="cursor">The <see cref="Page{T}.NextCursor"/> of the page before; null for the first.</param>
    /// <param name="limit">The most entries, 1 to 100; 24 if null.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Page<Order>> ListAllPageAsync(
        OrderQuery? query = null, string? cursor = null, int? limit = null,
        CancellationToken cancellationToken = default) =>
        _caller.ReadAsync(
            "ops/orders".With(
                ("status", CallPath.Text(query?.Status)), ("fulfilment", CallPath.Text(query?.Fulfilment)),
                ("needsReview", CallPath.Text(query?.NeedsReview)), ("from", CallPath.Text(query?.From)),
                ("to", CallPath.Text(query?.To)), ("customer", query?.Customer), ("q", query?.Text),
                ("cursor", cursor), ("limit", CallPath.Text(limit))),
            ShopJson.Default.OrderPage, cancellationToken);

    /// <summary>Reads an order. Operators read every order, others their own.</summary>
    /// <param name="orderId">The order's id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Order> GetAsync(string orderId, CancellationToken cancellationToken = default) =>
        _caller.ReadAsync(CallPath.Of($"orders/{orderId}"), ShopJson.Default.Order, cancellationToken);

    /// <summary>Reads an order; null if it still is the version with the tag.</summary>
    /// <param name="orderId">The order's id.</param>
    /// <param name="etag">The <see cref="ShopResource.ETag"/> of the version that you have.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Order?> GetIfChangedAsync(
        string orderId, string etag, CancellationToken cancellationToken = default) =>
        _caller.ReadIfChangedAsync(
            CallPath.Of($"orders/{orderId}"), etag, ShopJson.Default.Order, cancellationToken);

    /// <summary>
    /// Reads an order until it has ended, with growing pauses. After the given time it returns the order as it is,
    /// still <see cref="OrderStatus.Pending"/>.
    /// </summary>
    /// <param name="orderId">The order's id.</param>
    /// <param name="within">How long to wait.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Order> WaitForEndAsync(
        string orderId, TimeSpan within, CancellationToken cancellationToken = default) =>
        _caller.ReadUntilAsync(
            CallPath.Of($"orders/{orderId}"), ShopJson.Default.Order, order => order.Status != OrderStatus.Pending,
            within, cancellationToken);

    /// <summary>Reads the events of an order.</summary>
    /// <param name="orderId">The order's id.</param>
    /// <param name="asOf">Only the events until this instant, with the order as it was then; null for all.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<OrderTimeline> GetTimelineAsync(
        string orderId, DateTimeOffset? asOf = null, CancellationToken cancellationToken = default) =>
        _caller.ReadAsync(TimelineOf(orderId, asOf), ShopJson.Default.OrderTimeline, cancellationToken);

    /// <summary>Reads the events of an order; null if they still are the version with the tag.</summary>
    /// <param name="orderId">The order's id.</param>
    /// <param name="etag">The <see cref="ShopResource.ETag"/> of the version that you have.</param>
    /// <param name="asOf">Only the events until this instant, with the order as it was then; null for all.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<OrderTimeline?> GetTimelineIfChangedAsync(
        string orderId, string etag, DateTimeOffset? asOf = null, CancellationToken cancellationToken = default) =>
        _caller.ReadIfChangedAsync(
            TimelineOf(orderId, asOf), etag, ShopJson.Default.OrderTimeline, cancellationToken);

    /// <summary>
    /// Cancels an order. That is possible until the capture of its payment has begun; nothing is charged, and the stock
    /// is released.
    /// </summary>
    /// <param name="orderId">The order's id.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Order> CancelAsync(
        string orderId, WriteOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Post, CallPath.Of($"orders/{orderId}/cancel"), ShopJson.Default.Order, options,
            cancellationToken);

    /// <summary>Gives money back. Operators need the scope <c>refunds:create</c>.</summary>
    /// <param name="orderId">The order's id.</param>
    /// <param name="request">An amount, units or the shipping; null for everything that is not yet refunded.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Refund> RefundAsync(
        string orderId, RefundRequest? request = null, WriteOptions? options = null,
        CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Post, CallPath.Of($"orders/{orderId}/refunds"), request ?? new(),
            ShopJson.Default.RefundRequest, ShopJson.Default.Refund, options, cancellationToken);

    private static string TimelineOf(string orderId, DateTimeOffset? asOf) =>
        CallPath.Of($"orders/{orderId}/timeline").With(("asOf", CallPath.Text(asOf)));
}
