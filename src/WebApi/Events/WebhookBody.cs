using System.ComponentModel.DataAnnotations;

namespace ShopActors.WebApi.Events;

/// <summary>Where to deliver events, and which.</summary>
/// <param name="Url">The receiver's https address, in the Internet.</param>
/// <param name="Events">
/// Patterns of event types: <c>*</c>, <c>order.*</c>, <c>order.confirmed</c>, or a full type.
/// </param>
/// <example>{ "url": "https://receiver.example/shop", "events": ["order.*"] }</example>
internal sealed record WebhookEndpointRequest(
    [StringLength(WebhookLimits.UrlLengthMax, MinimumLength = 1)] string Url,
    [MinLength(1), MaxLength(WebhookLimits.PatternsMax)] IReadOnlyList<string> Events)
{
    public WebhookSettings ToSettings() => new(Url, [.. Events]);
}

/// <summary>A webhook endpoint.</summary>
/// <param name="Id">The endpoint's id.</param>
/// <param name="Url">The receiver's address.</param>
/// <param name="Events">Patterns of event types.</param>
/// <param name="Status">Whether events are delivered.</param>
/// <param name="Reason">Why it is failing or disabled.</param>
/// <param name="NextAttemptAt">When a failing receiver is tried again.</param>
/// <param name="Position">The position of the latest event that was delivered, parked or not wanted.</param>
/// <param name="CreatedAt">When it was created.</param>
/// <param name="Version">Counts the changes, from 1.</param>
/// <param name="Secret">Signs the deliveries; only in the answers that draw it.</param>
/// <example>
/// {
///   "id": "whe_0123456789abcdefghjkmnpqr0", "url": "https://receiver.example/shop", "events": ["order.*"],
///   "status": "active", "position": 17, "createdAt": "2030-01-01T12:00:00+00:00", "version": 1
/// }
/// </example>
internal sealed record WebhookEndpointBody(
    [TextOf<WebhookEndpointId>] string Id,
    string Url,
    IReadOnlyList<string> Events,
    [NameOf<WebhookStatus>] string Status,
    string? Reason,
    DateTimeOffset? NextAttemptAt,
    long Position,
    DateTimeOffset CreatedAt,
    long Version,
    string? Secret)
{
    public static WebhookEndpointBody Of(WebhookEndpointSnapshot endpoint) => new(
        endpoint.Id.Value,
        endpoint.Settings.Url,
        endpoint.Settings.Events,
        PublicName.Of(endpoint.Status),
        endpoint.Reason,
        endpoint.NextAttemptAt,
        endpoint.Position,
        endpoint.CreatedAt,
        endpoint.Version,
        null);

    public static WebhookEndpointBody WithSecret(WebhookEndpointSnapshot endpoint) =>
        Of(endpoint) with { Secret = endpoint.Secret };

    // Leaves the secret out.
    public override string ToString() => Id;
}

/// <summary>Webhook endpoints.</summary>
/// <param name="Items">The endpoints.</param>
internal sealed record WebhookEndpointListBody(IReadOnlyList<WebhookEndpointBody> Items);

/// <summary>The delivery of an event.</summary>
/// <param name="EventId">The event's id, which is the delivery's <c>webhook-id</c>.</param>
/// <param name="Position">The event's position among all events of the shop.</param>
/// <param name="Type">The event's type.</param>
/// <param name="Subject">What the event is about.</param>
/// <param name="Sequence">The event's number among those of its subject.</param>
/// <param name="Outcome">The outcome.</param>
/// <param name="Answer">The receiver's HTTP status; 0 if it did not answer.</param>
/// <param name="At">When the latest attempt ended.</param>
/// <example>
/// {
///   "eventId": "evt_17", "position": 17, "type": "shop.order.confirmed.v1", "sequence": 4,
///   "subject": "ord_0123456789abcdefghjkmnpqr0", "outcome": "delivered", "answer": 204,
///   "at": "2030-01-01T12:00:00+00:00"
/// }
/// </example>
internal sealed record WebhookDeliveryBody(
    string EventId,
    long Position,
    string Type,
    string Subject,
    long Sequence,
    [NameOf<WebhookOutcome>] string Outcome,
    int Answer,
    DateTimeOffset At)
{
    public static WebhookDeliveryBody Of(WebhookDelivery delivery) => new(
        EventIds.Of(delivery.Position),
        delivery.Position,
        delivery.Type,
        delivery.Subject,
        delivery.Sequence,
        PublicName.Of(delivery.Outcome),
        delivery.Answer,
        delivery.At);
}

/// <summary>Deliveries.</summary>
/// <param name="Items">The deliveries.</param>
internal sealed record WebhookDeliveryListBody(IReadOnlyList<WebhookDeliveryBody> Items);

/// <summary>Which events to deliver again.</summary>
/// <param name="FromSequence">The position of the first; 0 for everything that is kept.</param>
/// <param name="ToSequence">The position of the last; up to the latest if absent.</param>
/// <example>{ "fromSequence": 17 }</example>
internal sealed record WebhookReplayRequest(long FromSequence, long? ToSequence = null);
