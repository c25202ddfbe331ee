using System.Text.Json.Serialization;

namespace ShopActors.Client;

/// <summary>What became of an order.</summary>
[JsonConverter(typeof(NameConverter<OrderStatus>))]
public enum OrderStatus
{
    /// <summary>A value of a newer shop, which this client does not know.</summary>
    Unknown,

    /// <summary>It is being placed, and ends without further requests.</summary>
    Pending,

    /// <summary>It is paid, and its units are sold.</summary>
    Confirmed,

    /// <summary>Nothing was charged, or it was given back; the stock is released.</summary>
    Cancelled,
}
