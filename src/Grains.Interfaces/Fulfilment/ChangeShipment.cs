namespace ShopActors;

/// <summary>Changes a shipment; what is null stays.</summary>
/// <param name="Status">How far it is, never less than before.</param>
/// <param name="Carrier">Who carries it.</param>
/// <param name="Tracking">The carrier's number or link to follow it.</param>
[GenerateSerializer, Immutable, Alias("shop.change-shipment")]
public sealed record ChangeShipment(ShipmentStatus? Status, string? Carrier = null, string? Tracking = null);
