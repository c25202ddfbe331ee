namespace ShopActors.Client;

/// <summary>An event that a broker refused for good.</summary>
public sealed record ParkedEvent
{
    /// <summary>The event's id.</summary>
    public required string EventId { get; init; }

    /// <summary>The event's position among all events of the shop.</summary>
    public required long Position { get; init; }

    /// <summary>The event's type.</summary>
    public required string Type { get; init; }

    /// <summary>What the event is about.</summary>
    public required string Subject { get; init; }

    /// <summary>Why it was refused.</summary>
    public required string Reason { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }
}
