using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>How far the goods of an order are.</summary>
[GenerateSerializer, Alias("shop.fulfilment-status")]
[JsonConverter(typeof(JsonStringEnumConverter<FulfilmentStatus>))]
public enum FulfilmentStatus
{
    /// <summary>Nothing is shipped.</summary>
    [JsonStringEnumMemberName("unfulfilled")]
    Unfulfilled = 0,

    /// <summary>Some units are shipped.</summary>
    [JsonStringEnumMemberName("partial")]
    Partial = 1,

    /// <summary>All units are shipped.</summary>
    [JsonStringEnumMemberName("fulfilled")]
    Fulfilled = 2,

    /// <summary>All units are with the buyer.</summary>
    [JsonStringEnumMemberName("delivered")]
    Delivered = 3,
}
