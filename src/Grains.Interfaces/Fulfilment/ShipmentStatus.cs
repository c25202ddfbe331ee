namespace ShopActors;

/// <summary>The status of a shipment, which only goes forward.</summary>
[GenerateSerializer, Alias("shop.shipment-status")]
public enum ShipmentStatus
{
    /// <summary>Packed.</summary>
    Packed = 0,

    /// <summary>Handed to the carrier.</summary>
    Shipped = 1,

    /// <summary>With the buyer.</summary>
    Delivered = 2,
}
