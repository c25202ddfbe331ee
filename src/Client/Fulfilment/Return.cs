namespace ShopActors.Client;

/// <summary>Goods of an order that come back.</summary>
public sealed record Return : ShopResource
{
    /// <summary>The return's id.</summary>
    public required string Id { get; init; }

    /// <summary>The order.</summary>
    public required string OrderId { get; init; }

    /// <summary>How far it is.</summary>
    public required ReturnStatus Status { get; init; }

    /// <summary>What is to come back, and once it is received, what came.</summary>
    public required IReadOnlyList<LineUnits> Lines { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>The refund that was made for it.</summary>
    public string? RefundId { get; init; }

    /// <summary>Whether the units that can be sold again are in stock.</summary>
    public required bool Restocked { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>When the goods came.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }
}
