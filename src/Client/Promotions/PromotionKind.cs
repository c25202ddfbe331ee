using System.Text.Json.Serialization;

namespace ShopActors.Client;

/// <summary>What a promotion does.</summary>
[JsonConverter(typeof(NameConverter<PromotionKind>))]
public enum PromotionKind
{
    /// <summary>A value of a newer shop, which this client does not know.</summary>
    Unknown,

    /// <summary>Takes a share off every line it is for.</summary>
    Percentage,

    /// <summary>Takes an amount off, spread over the lines it is for.</summary>
    Fixed,

    /// <summary>Takes the price of the shipping off.</summary>
    FreeShipping,

    /// <summary>Of each so many units it is for, the cheapest are free.</summary>
    BuyXGetY,
}
