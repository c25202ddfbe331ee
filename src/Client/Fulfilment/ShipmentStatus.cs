using System.Text.Json.Serialization;

namespace ShopActors.Client;

/// <summary>How far a shipment is.</summary>
[JsonConverter(typeof(NameConverter<ShipmentStatus>))]
public enum ShipmentStatus
{
    /// <summary>A value of a newer shop, which this client does not know.</summary>
    Unknown,

    /// <summary>Packed.</summary>
    Packed,

    /// <summary>Handed to the carrier.</summary>
    Shipped,

    /// <summary>With the buyer.</summary>
    Delivered,
}
