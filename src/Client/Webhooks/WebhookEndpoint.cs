namespace ShopActors.Client;

/// <summary>A webhook endpoint.</summary>
public sealed record WebhookEndpoint : ShopResource
{
    /// <summary>The endpoint's id.</summary>
    public required string Id { get; init; }

    /// <summary>The receiver's address.</summary>
    public required string Url { get; init; }

    /// <summary>Patterns of event types.</summary>
    public required IReadOnlyList<string> Events { get; init; }

    /// <summary>Whether events are delivered.</summary>
    public required WebhookStatus Status { get; init; }

    /// <summary>Why it is failing or disabled.</summary>
    public string? Reason { get; init; }

    /// <summary>When a failing receiver is tried again.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>The position of the latest event that was delivered, parked or not wanted.</summary>
    public required long Position { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Counts the changes, from 1.</summary>
    public required long Version { get; init; }

    /// <summary>Signs the deliveries; only in the answers that draw it.</summary>
    public string? Secret { get; init; }
}
