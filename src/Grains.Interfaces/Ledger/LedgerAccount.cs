using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>An account of the shop's ledger (docs/adr/0026-ledger.md).</summary>
[GenerateSerializer, Alias("shop.ledger-account")]
[JsonConverter(typeof(JsonStringEnumConverter<LedgerAccount>))]
public enum LedgerAccount
{
    /// <summary>Money at the payment provider. An asset: debits increase it.</summary>
    [JsonStringEnumMemberName("provider")]
    Provider = 1,

    /// <summary>
    /// Money that has moved without its reason, or the reverse. Returns to zero with every order that has ended.
    /// </summary>
    [JsonStringEnumMemberName("clearing")]
    Clearing = 2,

    /// <summary>What lines were sold for, less discounts, without tax.</summary>
    [JsonStringEnumMemberName("sales")]
    Sales = 3,

    /// <summary>What shipping was sold for, less discounts, without tax.</summary>
    [JsonStringEnumMemberName("shipping")]
    Shipping = 4,

    /// <summary>Tax on lines and shipping.</summary>
    [JsonStringEnumMemberName("tax")]
    Tax = 5,

    /// <summary>What was given back to buyers, with tax: the shop does not divide a refund.</summary>
    [JsonStringEnumMemberName("refunds")]
    Refunds = 6,
}
