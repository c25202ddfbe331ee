using System.Text.Json.Serialization;

namespace ShopActors.Client;

/// <summary>How far the goods of an order are.</summary>
[JsonConverter(typeof(NameConverter<FulfilmentStatus>))]
public enum FulfilmentStatus
{
    /// <summary>A value of a newer shop, which this client does not know.</summary>
    Unknown,

    /// <summary>Nothing is shipped.</summary>
    Unfulfilled,

    /// <summary>Some units are shipped.</summary>
    Partial,

    /// <summary>All units are shipped.</summary>
    Fulfilled,

    /// <summary>All units are with the buyer.</summary>
    Delivered,
}
