using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>What changed the units of a SKU.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StockChange>))]
public enum StockChange
{
    /// <summary>The SKU was opened with its first units.</summary>
    [JsonStringEnumMemberName("opened")]
    Opened = 1,

    /// <summary>Units were received, counted, written off or returned.</summary>
    [JsonStringEnumMemberName("adjusted")]
    Adjusted = 2,

    /// <summary>Units were set aside for a shopper or an order.</summary>
    [JsonStringEnumMemberName("reserved")]
    Reserved = 3,

    /// <summary>Units were sold.</summary>
    [JsonStringEnumMemberName("sold")]
    Sold = 4,

    /// <summary>Units that were set aside are available again.</summary>
    [JsonStringEnumMemberName("released")]
    Released = 5,
}
