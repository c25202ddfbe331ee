using System.Text.Json.Serialization;

namespace ShopActors.Client;

/// <summary>What a shopper is warned of.</summary>
[JsonConverter(typeof(NameConverter<CartWarningCode>))]
public enum CartWarningCode
{
    /// <summary>A value of a newer shop, which this client does not know.</summary>
    Unknown,

    /// <summary>The price has changed since the line was added.</summary>
    PriceChanged,

    /// <summary>Fewer units are available.</summary>
    InsufficientStock,

    /// <summary>The product is no longer sold.</summary>
    ProductGone,

    /// <summary>A merge reduced the quantity to the most that is allowed.</summary>
    QuantityCapped,
}
