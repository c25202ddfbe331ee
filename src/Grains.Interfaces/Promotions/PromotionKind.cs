using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>What a promotion does.</summary>
[GenerateSerializer, Alias("shop.promotion-kind")]
[JsonConverter(typeof(JsonStringEnumConverter<PromotionKind>))]
public enum PromotionKind
{
    /// <summary>Takes a share off every line it is for.</summary>
    [JsonStringEnumMemberName("percentage")]
    Percentage = 1,

    /// <summary>Takes an amount off, spread over the lines it is for by their price.</summary>
    [JsonStringEnumMemberName("fixed")]
    Fixed = 2,

    /// <summary>Takes the price of the shipping off.</summary>
    [JsonStringEnumMemberName("free_shipping")]
    FreeShipping = 3,

    /// <summary>Of each so many units it is for, the cheapest are free.</summary>
    [JsonStringEnumMemberName("buy_x_get_y")]
    BuyXGetY = 4,
}
