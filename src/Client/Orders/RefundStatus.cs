using System.Text.Json.Serialization;

namespace ShopActors.Client;

/// <summary>What became of a refund.</summary>
[JsonConverter(typeof(NameConverter<RefundStatus>))]
public enum RefundStatus
{
    /// <summary>A value of a newer shop, which this client does not know.</summary>
    Unknown,

    /// <summary>The provider has not answered.</summary>
    Pending,

    /// <summary>The money is on its way back.</summary>
    Succeeded,

    /// <summary>The provider refused.</summary>
    Refused,
}
