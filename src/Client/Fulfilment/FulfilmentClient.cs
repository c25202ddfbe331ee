namespace ShopActors.Client;

/// <summary>Shipping the goods of orders and taking them back. Operators need the scope <c>orders:fulfil</c>.</summary>
public sealed class FulfilmentClient
{
    private readonly Caller _caller;

    internal FulfilmentClient(Caller caller) => _caller = caller;

    /// <summary>Records a shipment. An order can be shipped in several parts.</summary>
    /// <param name="orderId">The order's id.</param>
    /// <param name="request">What is in it; null for everything that is in no shipment yet.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Shipment> ShipAsync(
        string orderId, ShipmentRequest? request = null, WriteOptions? options = null,
        CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Post, CallPath.Of($"orders/{orderId}/shipments"), request ?? new(),
            ShopJson.Default.ShipmentRequest, ShopJson.Default.Shipment, options, cancellationToken);

    /// <summary>Changes a shipment; its status only goes forward.</summary>
    /// <param name="orderId">The order's id.</param>
    /// <param name="shipmentId">The shipment's id.</param>
    /// <param name="request">What to change.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Shipment> ChangeShipmentAsync(
        string orderId, string shipmentId, ChangeShipmentRequest request, WriteOptions? options = null,
        CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Patch, CallPath.Of($"orders/{orderId}/shipments/{shipmentId}"), request,
            ShopJson.Default.ChangeShipmentRequest, ShopJson.Default.Shipment, options, cancellationToken);

    /// <summary>Notes something about an order, for operators.</summary>
    /// <param name="orderId">The order's id.</param>
    /// <param name="text">The note, which may have several lines.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<OrderNote> AddNoteAsync(
        string orderId, string text, WriteOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Post, CallPath.Of($"orders/{orderId}/notes"), new(text), ShopJson.Default.NoteRequest,
            ShopJson.Default.OrderNote, options, cancellationToken);

    /// <summary>Asks to send goods back, as the buyer or as an operator.</summary>
    /// <param name="orderId">The order's id.</param>
    /// <param name="request">What to send back.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Return> RequestReturnAsync(
        string orderId, ReturnRequest request, WriteOptions? options = null,
        CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Post, CallPath.Of($"orders/{orderId}/returns"), request, ShopJson.Default.ReturnRequest,
            ShopJson.Default.Return, options, cancellationToken);

    /// <summary>Reads a return.</summary>
    /// <param name="returnId">The return's id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Return> GetReturnAsync(string returnId, CancellationToken cancellationToken = default) =>
        _caller.ReadAsync(CallPath.Of($"returns/{returnId}"), ShopJson.Default.Return, cancellationToken);

    /// <summary>Lets the buyer send the goods.</summary>
    /// <param name="returnId">The return's id.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Return> ApproveReturnAsync(
        string returnId, WriteOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Post, CallPath.Of($"returns/{returnId}/approve"), ShopJson.Default.Return, options,
            cancellationToken);

    /// <summary>Does not take the goods back.</summary>
    /// <param name="returnId">The return's id.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Return> RejectReturnAsync(
        string returnId, WriteOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Post, CallPath.Of($"returns/{returnId}/reject"), ShopJson.Default.Return, options,
            cancellationToken);

    /// <summary>
    /// Records that goods are back: units that can be sold again are put into stock, and what was paid is refunded.
    /// </summary>
    /// <param name="returnId">The return's id.</param>
    /// <param name="request">What came; null for all that was asked for, to be sold again and refunded.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Return> ReceiveReturnAsync(
        string returnId, ReceiveReturnRequest? request = null, WriteOptions? options = null,
        CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Post, CallPath.Of($"returns/{returnId}/receive"), request ?? new(),
            ShopJson.Default.ReceiveReturnRequest, ShopJson.Default.Return, options, cancellationToken);
}
