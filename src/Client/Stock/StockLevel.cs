using System.Text.Json.Serialization;

namespace ShopActors.Client;

/// <summary>How much of an item is left in the shop.</summary>
[JsonConverter(typeof(NameConverter<StockLevel>))]
public enum StockLevel
{
    /// <summary>A value of a newer shop, which this client does not know.</summary>
    Unknown,

    /// <summary>More than the threshold.</summary>
    InStock,

    /// <summary>At most the threshold, but some.</summary>
    Low,

    /// <summary>None.</summary>
    Out,
}
