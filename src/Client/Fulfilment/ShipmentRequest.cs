namespace ShopActors.Client;

/// <summary>A shipment to record.</summary>
public sealed record ShipmentRequest
{
    /// <summary>What is in it; everything that is in no shipment yet if null.</summary>
    public IReadOnlyList<OrderUnits>? Lines { get; init; }

    /// <summary>How far it is; <c>shipped</c> if null.</summary>
    public ShipmentStatus? Status { get; init; }

    /// <summary>Who carries it.</summary>
    public string? Carrier { get; init; }

    /// <summary>The carrier's number or link to follow it.</summary>
    public string? Tracking { get; init; }
}
