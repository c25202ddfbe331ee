using System.Collections.Immutable;

namespace ShopActors;

/// <summary>Goods of an order that travel together.</summary>
[GenerateSerializer, Immutable, Alias("shop.shipment")]
public sealed record ShipmentSnapshot
{
    /// <summary>The shipment's id: the command that made it.</summary>
    [Id(0)]
    public required OperationId Id { get; init; }

    /// <summary>How far it is.</summary>
    [Id(1)]
    public required ShipmentStatus Status { get; init; }

    /// <summary>What is in it.</summary>
    [Id(2)]
    public required ImmutableArray<LineUnits> Lines { get; init; }

    /// <summary>Who carries it; null if not told.</summary>
    [Id(3)]
    public string? Carrier { get; init; }

    /// <summary>The carrier's number or link to follow it; null if not told.</summary>
    [Id(4)]
    public string? Tracking { get; init; }

    /// <summary>When it was made.</summary>
    [Id(5)]
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was handed to the carrier.</summary>
    [Id(6)]
    public DateTimeOffset? ShippedAt { get; init; }

    /// <summary>When it was delivered.</summary>
    [Id(7)]
    public DateTimeOffset? DeliveredAt { get; init; }
}
