namespace ShopActors.Client;

/// <summary>What to change of a shipment; what is absent stays.</summary>
public sealed record ChangeShipmentRequest
{
    /// <summary>How far it is; it only goes forward.</summary>
    public ShipmentStatus? Status { get; init; }

    /// <summary>Who carries it.</summary>
    public string? Carrier { get; init; }

    /// <summary>The carrier's number or link to follow it.</summary>
    public string? Tracking { get; init; }
}
