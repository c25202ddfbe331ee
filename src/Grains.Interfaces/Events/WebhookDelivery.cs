namespace ShopActors;

/// <summary>The outcome of delivering one event.</summary>
[GenerateSerializer, Alias("shop.webhook-outcome")]
public enum WebhookOutcome
{
    /// <summary>The receiver took it.</summary>
    Delivered = 1,

    /// <summary>The receiver refused it repeatedly; the shop went on with the next one.</summary>
    Parked = 2,

    /// <summary>The receiver failed; the shop tries again later.</summary>
    Failed = 3,
}

/// <summary>The delivery of one event.</summary>
[GenerateSerializer, Immutable, Alias("shop.webhook-delivery")]
public sealed record WebhookDelivery
{
    /// <summary>The event's position.</summary>
    [Id(0)]
    public required long Position { get; init; }

    /// <summary>The event's type.</summary>
    [Id(1)]
    public required string Type { get; init; }

    /// <summary>What the event is about.</summary>
    [Id(2)]
    public required string Subject { get; init; }

    /// <summary>The event's number among those of its subject.</summary>
    [Id(3)]
    public required long Sequence { get; init; }

    /// <summary>The outcome.</summary>
    [Id(4)]
    public required WebhookOutcome Outcome { get; init; }

    /// <summary>The receiver's answer: an HTTP status, or 0 if there was none.</summary>
    [Id(5)]
    public required int Answer { get; init; }

    /// <summary>When the latest attempt ended.</summary>
    [Id(6)]
    public required DateTimeOffset At { get; init; }
}
