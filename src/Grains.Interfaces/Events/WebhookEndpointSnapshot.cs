namespace ShopActors;

/// <summary>A webhook endpoint.</summary>
[GenerateSerializer, Immutable, Alias("shop.webhook-endpoint")]
public sealed record WebhookEndpointSnapshot
{
    /// <summary>The endpoint's id.</summary>
    [Id(0)]
    public required WebhookEndpointId Id { get; init; }

    /// <summary>Where to deliver events, and which.</summary>
    [Id(1)]
    public required WebhookSettings Settings { get; init; }

    /// <summary>The secret that signs deliveries (<c>whsec_…</c>).</summary>
    [Id(2)]
    public required string Secret { get; init; }

    /// <summary>Whether events are delivered.</summary>
    [Id(3)]
    public required WebhookStatus Status { get; init; }

    /// <summary>Why it is failing or disabled; null while it is active.</summary>
    [Id(4)]
    public string? Reason { get; init; }

    /// <summary>When a failing receiver is tried again.</summary>
    [Id(5)]
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>The position up to which every event was delivered, parked or not wanted.</summary>
    [Id(6)]
    public required long Position { get; init; }

    /// <summary>When it was created.</summary>
    [Id(7)]
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Counts every change of settings, secret and status, from 1.</summary>
    [Id(8)]
    public required long Version { get; init; }
}
