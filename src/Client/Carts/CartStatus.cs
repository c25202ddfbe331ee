using System.Text.Json.Serialization;

namespace ShopActors.Client;

/// <summary>Which commands a cart accepts.</summary>
[JsonConverter(typeof(NameConverter<CartStatus>))]
public enum CartStatus
{
    /// <summary>A value of a newer shop, which this client does not know.</summary>
    Unknown,

    /// <summary>All.</summary>
    Open,

    /// <summary>None but the end of the checkout that locks it.</summary>
    Locked,

    /// <summary>None: it was merged into another.</summary>
    Merged,
}
