using System.Text.Json.Serialization;

namespace ShopActors.Client;

/// <summary>What became of a reservation.</summary>
[JsonConverter(typeof(NameConverter<ReservationState>))]
public enum ReservationState
{
    /// <summary>A value of a newer shop, which this client does not know.</summary>
    Unknown,

    /// <summary>The units are held until it expires.</summary>
    Held,

    /// <summary>A checkout owns the units, without a deadline.</summary>
    Pinned,

    /// <summary>The units are sold.</summary>
    Sold,

    /// <summary>It was released.</summary>
    Released,

    /// <summary>It has expired.</summary>
    Expired,
}
