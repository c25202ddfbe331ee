using System.Collections.Immutable;
using Orleans.CodeGeneration;

namespace ShopActors;

/// <summary>
/// Delivers events to one receiver, at least once and in order for each subject; the key is a
/// <see cref="WebhookEndpointId"/>. Every method but <see cref="Advance"/> needs the scope
/// <see cref="Scopes.WebhooksManage"/> and is refused with <c>forbidden</c>, or with
/// <c>webhook_endpoint_not_found</c>.
/// </summary>
[Alias("shop.webhook-endpoint-grain"), GrainInterfaceType("shop.webhook-endpoint-grain"), Version(1)]
[CallableBy(Callers.Api)]
public interface IWebhookEndpointGrain : IGrainWithStringKey
{
    /// <summary>
    /// Creates the endpoint, which gets every event from now on. Refused with <c>invalid_webhook_endpoint</c>.
    /// </summary>
    [Alias("create")]
    Task<Result<WebhookEndpointSnapshot>> Create(OperationId operation, Caller caller, WebhookSettings settings);

    /// <summary>Reads the endpoint.</summary>
    [Alias("get")]
    Task<Result<WebhookEndpointSnapshot>> Get(Caller caller);

    /// <summary>Changes the settings, and enables an endpoint that is disabled or failing.</summary>
    [Alias("change")]
    Task<Result<WebhookEndpointSnapshot>> Change(
        OperationId operation, Caller caller, WebhookSettings settings, VersionMatch match);

    /// <summary>Draws a new secret. The old one signs as well for a day.</summary>
    [Alias("rotate-secret")]
    Task<Result<WebhookEndpointSnapshot>> RotateSecret(OperationId operation, Caller caller);

    /// <summary>Ends the endpoint.</summary>
    [Alias("delete")]
    Task<Result> Delete(Caller caller);

    /// <summary>The latest deliveries, latest first.</summary>
    [Alias("deliveries")]
    Task<Result<ImmutableArray<WebhookDelivery>>> Deliveries(Caller caller);

    /// <summary>
    /// Delivers earlier events again, those after <paramref name="from"/> and up to <paramref name="to"/>; then goes
    /// on. Events older than the outbox's retention are gone.
    /// </summary>
    [Alias("replay")]
    Task<Result<WebhookEndpointSnapshot>> Replay(OperationId operation, Caller caller, long from, long? to);

    /// <summary>Delivers what there is to deliver, unless the endpoint is disabled, gone, or has to wait.</summary>
    [Alias("advance"), CallableBy(Callers.Silo), ResponseTimeout("00:05:00")]
    Task Advance();
}
