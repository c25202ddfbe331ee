using System.Collections.Immutable;

namespace ShopActors;

/// <summary>Records a shipment.</summary>
/// <param name="Lines">What is in it; empty for everything that is not in a shipment yet.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Carrier">Who carries it; null if not told.</param>
/// <param name="Tracking">The carrier's number or link to follow it; null if not told.</param>
[GenerateSerializer, Immutable, Alias("shop.make-shipment")]
public sealed record MakeShipment(
    ImmutableArray<OrderUnits> Lines, ShipmentStatus Status, string? Carrier = null, string? Tracking = null);
