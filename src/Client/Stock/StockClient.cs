namespace ShopActors.Client;

/// <summary>Stock and reservations.</summary>
public sealed class StockClient
{
    private readonly Caller _caller;

    internal StockClient(Caller caller) => _caller = caller;

    /// <summary>Reads an item's stock and price.</summary>
    /// <param name="sku">The SKU, or the product's id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<StockItem> GetAsync(string sku, CancellationToken cancellationToken = default) =>
        _caller.ReadAsync(CallPath.Of($"stock/{sku}"), ShopJson.Default.StockItem, cancellationToken);

    /// <summary>Reads an item's stock and price; null if they still are the version with the tag.</summary>
    /// <param name="sku">The SKU, or the product's id.</param>
    /// <param name="etag">The <see cref="ShopResource.ETag"/> of the version that you have.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<StockItem?> GetIfChangedAsync(
        string sku, string etag, CancellationToken cancellationToken = default) =>
        _caller.ReadIfChangedAsync(CallPath.Of($"stock/{sku}"), etag, ShopJson.Default.StockItem, cancellationToken);

    /// <summary>
    /// Sets the units on hand, the result of a stock count. The shop requires the version that the count is based on,
    /// or <see cref="VersionedWriteOptions.IfNothingYet"/>. Operators need the scope <c>stock:adjust</c>.
    /// </summary>
    /// <param name="sku">The SKU.</param>
    /// <param name="onHand">The units on hand.</param>
    /// <param name="options">The version, and how to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<StockLevels> SetAsync(
        string sku, long onHand, VersionedWriteOptions options, CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Put, CallPath.Of($"stock/{sku}"), new(onHand), ShopJson.Default.SetStockRequest,
            ShopJson.Default.StockLevels, options, cancellationToken);

    /// <summary>Changes the units on hand by a difference. Operators need the scope <c>stock:adjust</c>.</summary>
    /// <param name="sku">The SKU.</param>
    /// <param name="request">The difference and its reason.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<StockMovement> AdjustAsync(
        string sku, AdjustStockRequest request, WriteOptions? options = null,
        CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Post, CallPath.Of($"stock/{sku}/adjustments"), request, ShopJson.Default.AdjustStockRequest,
            ShopJson.Default.StockMovement, options, cancellationToken);

    /// <summary>
    /// Sets from how many units on an item is low; 0 for none. Operators need the scope <c>stock:adjust</c>.
    /// </summary>
    /// <param name="sku">The SKU.</param>
    /// <param name="lowAt">At most so many units on hand are low.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<StockLevels> SetAlertAsync(
        string sku, long lowAt, WriteOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Put, CallPath.Of($"stock/{sku}/alert"), new(lowAt), ShopJson.Default.StockAlertRequest,
            ShopJson.Default.StockLevels, options, cancellationToken);

    /// <summary>The items that are low or sold out. Operators need the scope <c>stock:read</c>.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<StockAlerts> ListAlertsAsync(CancellationToken cancellationToken = default) =>
        _caller.ReadAsync("ops/stock-alerts", ShopJson.Default.StockAlerts, cancellationToken);

    /// <summary>Reserves units for the caller, for a while.</summary>
    /// <param name="sku">The SKU, or the product's id.</param>
    /// <param name="quantity">How many units, 1 to 999.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Reservation> ReserveAsync(
        string sku, int quantity, WriteOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Post, CallPath.Of($"stock/{sku}").With(("quantity", CallPath.Text(quantity))),
            ShopJson.Default.Reservation, options, cancellationToken);

    /// <summary>Releases the caller's reservation.</summary>
    /// <param name="sku">The SKU, or the product's id.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task ReleaseAsync(
        string sku, WriteOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.DeleteAsync(CallPath.Of($"stock/{sku}"), options, cancellationToken);

    /// <summary>
    /// The live reservations of a SKU, read page by page while they are enumerated. Operators need the scope
    /// <c>stock:read</c>.
    /// </summary>
    /// <param name="sku">The SKU.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public IAsyncEnumerable<Reservation> ListReservationsAsync(
        string sku, CancellationToken cancellationToken = default) =>
        _caller.ReadAllAsync(
            (cursor, cancellation) => ListReservationPageAsync(sku, cursor, CallPath.PageSize, cancellation),
            cancellationToken);

    /// <summary>
    /// One page of the live reservations of a SKU, in the order of their ids. Operators need the scope
    /// <c>stock:read</c>.
    /// </summary>
    /// <param name="sku">The SKU.</param>
    /// <param name="cursor">The <see cref="Page{T}.NextCursor"/> of the page before; null for the first.</param>
    /// <param name="limit">The most entries, 1 to 100; 24 if null.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Page<Reservation>> ListReservationPageAsync(
        string sku, string? cursor = null, int? limit = null, CancellationToken cancellationToken = default) =>
        _caller.ReadAsync(
            CallPath.Of($"stock/{sku}/reservations").With(("cursor", cursor), ("limit", CallPath.Text(limit))),
            ShopJson.Default.ReservationPage, cancellationToken);

    /// <summary>Releases a reservation of any caller. Operators need the scope <c>stock:adjust</c>.</summary>
    /// <param name="sku">The SKU.</param>
    /// <param name="reservationId">The reservation's id.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task ReleaseReservationAsync(
        string sku, string reservationId, WriteOptions? options = null,
        CancellationToken cancellationToken = default) =>
        _caller.DeleteAsync(
            CallPath.Of($"stock/{sku}/reservations/{reservationId}"), options, cancellationToken);

    /// <summary>
    /// Explains the quantities of a SKU: adds up movements, reservations and sales, independently of the counters.
    /// Operators need the scope <c>stock:read</c>.
    /// </summary>
    /// <param name="sku">The SKU.</param>
    /// <param name="cursor">
    /// The <see cref="StockExplanation.NextCursor"/> of the page of holds before; null for the first.
    /// </param>
    /// <param name="limit">The most holds, 1 to 100; 24 if null.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<StockExplanation> ExplainAsync(
        string sku, string? cursor = null, int? limit = null, CancellationToken cancellationToken = default) =>
        _caller.ReadAsync(
            CallPath.Of($"stock/{sku}/explain").With(("cursor", cursor), ("limit", CallPath.Text(limit))),
            ShopJson.Default.StockExplanation, cancellationToken);
}
