namespace ShopActors.Client;

/// <summary>Goods of an order that travel together.</summary>
public sealed record Shipment : ShopResource
{
    /// <summary>The shipment's id.</summary>
    public required string Id { get; init; }

    /// <summary>How far it is.</summary>
    public required ShipmentStatus Status { get; init; }

    /// <summary>What is in it.</summary>
    public required IReadOnlyList<LineUnits> Lines { get; init; }

    /// <summary>Who carries it.</summary>
    public string? Carrier { get; init; }

    /// <summary>The carrier's number or link to follow it.</summary>
    public string? Tracking { get; init; }

    /// <summary>When it was recorded.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was handed to the carrier.</summary>
    public DateTimeOffset? ShippedAt { get; init; }

    /// <summary>When it was delivered.</summary>
    public DateTimeOffset? DeliveredAt { get; init; }
}
