namespace ShopActors.WebApi.Events;

/// <summary>A way out for events.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Status">What it does.</param>
/// <param name="Reason">Why it is failing; absent while it is not.</param>
/// <param name="Position">The position of the latest event that was handed over or parked.</param>
/// <param name="BehindSince">When the oldest event happened that is not handed over; absent if there is none.</param>
/// <param name="Parked">The latest events that the broker refused for good, latest first.</param>
/// <param name="Version">Counts the commands and the parked events.</param>
/// <example>{ "name": "kafka", "status": "active", "position": 17, "parked": [], "version": 0 }</example>
internal sealed record SubscriptionBody(
    string Name,
    [NameOf<SubscriptionStatus>] string Status,
    string? Reason,
    long Position,
    DateTimeOffset? BehindSince,
    IReadOnlyList<ParkedEventBody> Parked,
    long Version)
{
    public static SubscriptionBody Of(SubscriptionSnapshot subscription) => new(
        subscription.Name,
        PublicName.Of(subscription.Status),
        subscription.Reason,
        subscription.Position,
        subscription.BehindSince,
        [.. subscription.Parked.Select(ParkedEventBody.Of)],
        subscription.Version);
}

/// <summary>Subscriptions.</summary>
/// <param name="Items">The subscriptions.</param>
internal sealed record SubscriptionListBody(IReadOnlyList<SubscriptionBody> Items);

/// <summary>An event that a broker refused for good.</summary>
/// <param name="EventId">The event's id.</param>
/// <param name="Position">The event's position among all events of the shop.</param>
/// <param name="Type">The event's type.</param>
/// <param name="Subject">What the event is about.</param>
/// <param name="Reason">Why it was refused.</param>
/// <param name="At">When.</param>
internal sealed record ParkedEventBody(
    string EventId, long Position, string Type, string Subject, string Reason, DateTimeOffset At)
{
    public static ParkedEventBody Of(ParkedEvent parked) => new(
        EventIds.Of(parked.Position), parked.Position, parked.Type, parked.Subject, parked.Reason, parked.At);
}

/// <summary>From where to hand events over again.</summary>
/// <param name="FromSequence">The position of the first; 0 for everything that is kept.</param>
/// <example>{ "fromSequence": 17 }</example>
internal sealed record SubscriptionReplayRequest(long FromSequence);
