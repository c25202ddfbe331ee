namespace ShopActors.Client;

/// <summary>The delivery of an event.</summary>
public sealed record WebhookDelivery
{
    /// <summary>The event's id, which is the delivery's <c>webhook-id</c>.</summary>
    public required string EventId { get; init; }

    /// <summary>The event's position among all events of the shop.</summary>
    public required long Position { get; init; }

    /// <summary>The event's type.</summary>
    public required string Type { get; init; }

    /// <summary>What the event is about.</summary>
    public required string Subject { get; init; }

    /// <summary>The event's number among those of its subject.</summary>
    public required long Sequence { get; init; }

    /// <summary>The outcome.</summary>
    public required WebhookOutcome Outcome { get; init; }

    /// <summary>The receiver's HTTP status; 0 if it did not answer.</summary>
    public required int Answer { get; init; }

    /// <summary>When the latest attempt ended.</summary>
    public required DateTimeOffset At { get; init; }
}
