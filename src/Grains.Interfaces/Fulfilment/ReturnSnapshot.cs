using System.Collections.Immutable;

namespace ShopActors;

/// <summary>Goods of an order that come back.</summary>
[GenerateSerializer, Immutable, Alias("shop.return")]
public sealed record ReturnSnapshot
{
    /// <summary>The return's id.</summary>
    [Id(0)]
    public required ReturnId Id { get; init; }

    /// <summary>The order.</summary>
    [Id(1)]
    public required OrderId Order { get; init; }

    /// <summary>How far it is.</summary>
    [Id(2)]
    public required ReturnStatus Status { get; init; }

    /// <summary>What is to come back, and once it is received, what came.</summary>
    [Id(3)]
    public required ImmutableArray<LineUnits> Lines { get; init; }

    /// <summary>Why, in the asker's words; null if not told.</summary>
    [Id(4)]
    public string? Reason { get; init; }

    /// <summary>When it was asked for.</summary>
    [Id(5)]
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>When the goods came.</summary>
    [Id(6)]
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>The refund that was made for it; null for none.</summary>
    [Id(7)]
    public OperationId? Refund { get; init; }

    /// <summary>Whether the units that can be sold again are in stock.</summary>
    [Id(8)]
    public bool IsRestocked { get; init; }
}
