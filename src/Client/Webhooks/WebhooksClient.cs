namespace ShopActors.Client;

/// <summary>Webhook endpoints. Operators need the scope <c>webhooks:manage</c>.</summary>
public sealed class WebhooksClient
{
    private const string Root = "webhook-endpoints";

    private readonly Caller _caller;

    internal WebhooksClient(Caller caller) => _caller = caller;

    /// <summary>
    /// Creates an endpoint, which gets every event from now on that one of its patterns matches. Keep the
    /// <see cref="WebhookEndpoint.Secret"/> of this answer.
    /// </summary>
    /// <param name="request">Where to deliver events, and which.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<WebhookEndpoint> CreateAsync(
        WebhookEndpointRequest request, WriteOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Post, Root, request, ShopJson.Default.WebhookEndpointRequest, ShopJson.Default.WebhookEndpoint,
            options, cancellationToken);

    /// <summary>All endpoints, latest first.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<WebhookEndpoints> ListAsync(CancellationToken cancellationToken = default) =>
        _caller.ReadAsync(Root, ShopJson.Default.WebhookEndpoints, cancellationToken);

    /// <summary>Reads an endpoint.</summary>
    /// <param name="endpointId">The endpoint's id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<WebhookEndpoint> GetAsync(string endpointId, CancellationToken cancellationToken = default) =>
        _caller.ReadAsync(
            CallPath.Of($"webhook-endpoints/{endpointId}"), ShopJson.Default.WebhookEndpoint, cancellationToken);

    /// <summary>Reads an endpoint; null if it still is the version with the tag.</summary>
    /// <param name="endpointId">The endpoint's id.</param>
    /// <param name="etag">The <see cref="ShopResource.ETag"/> of the version that you have.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<WebhookEndpoint?> GetIfChangedAsync(
        string endpointId, string etag, CancellationToken cancellationToken = default) =>
        _caller.ReadIfChangedAsync(
            CallPath.Of($"webhook-endpoints/{endpointId}"), etag, ShopJson.Default.WebhookEndpoint, cancellationToken);

    /// <summary>Changes an endpoint. A disabled one is enabled, and goes on where it had stopped.</summary>
    /// <param name="endpointId">The endpoint's id.</param>
    /// <param name="request">Where to deliver events, and which.</param>
    /// <param name="options">The version, and how to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<WebhookEndpoint> ChangeAsync(
        string endpointId, WebhookEndpointRequest request, VersionedWriteOptions? options = null,
        CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Put, CallPath.Of($"webhook-endpoints/{endpointId}"), request,
            ShopJson.Default.WebhookEndpointRequest, ShopJson.Default.WebhookEndpoint, options, cancellationToken);

    /// <summary>Deletes an endpoint.</summary>
    /// <param name="endpointId">The endpoint's id.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task DeleteAsync(
        string endpointId, WriteOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.DeleteAsync(CallPath.Of($"webhook-endpoints/{endpointId}"), options, cancellationToken);

    /// <summary>Draws a new secret. For a day the old one signs as well.</summary>
    /// <param name="endpointId">The endpoint's id.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<WebhookEndpoint> RotateSecretAsync(
        string endpointId, WriteOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Post, CallPath.Of($"webhook-endpoints/{endpointId}/secret"), ShopJson.Default.WebhookEndpoint,
            options, cancellationToken);

    /// <summary>The latest deliveries, latest first.</summary>
    /// <param name="endpointId">The endpoint's id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<WebhookDeliveries> ListDeliveriesAsync(
        string endpointId, CancellationToken cancellationToken = default) =>
        _caller.ReadAsync(
            CallPath.Of($"webhook-endpoints/{endpointId}/deliveries"), ShopJson.Default.WebhookDeliveries,
            cancellationToken);

    /// <summary>Delivers earlier events again, with the ids that they had; then the delivery goes on.</summary>
    /// <param name="endpointId">The endpoint's id.</param>
    /// <param name="from">The position of the first event; 0 for everything that is kept.</param>
    /// <param name="to">The position of the last event; up to the latest if null.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<WebhookEndpoint> ReplayAsync(
        string endpointId, long from, long? to = null, WriteOptions? options = null,
        CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Post, CallPath.Of($"webhook-endpoints/{endpointId}/replay"), new(from, to),
            ShopJson.Default.WebhookReplayRequest, ShopJson.Default.WebhookEndpoint, options, cancellationToken);
}
