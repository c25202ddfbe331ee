using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>How much of a SKU is left in the shop.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StockLevel>))]
public enum StockLevel
{
    /// <summary>More than the threshold.</summary>
    [JsonStringEnumMemberName("in_stock")]
    InStock = 0,

    /// <summary>At most the threshold, but some.</summary>
    [JsonStringEnumMemberName("low")]
    Low = 1,

    /// <summary>None.</summary>
    [JsonStringEnumMemberName("out")]
    Out = 2,
}
