using System.Text.Json.Serialization;

namespace ShopActors.Client;

/// <summary>How far a return is.</summary>
[JsonConverter(typeof(NameConverter<ReturnStatus>))]
public enum ReturnStatus
{
    /// <summary>A value of a newer shop, which this client does not know.</summary>
    Unknown,

    /// <summary>Asked for; the shop has not decided.</summary>
    Requested,

    /// <summary>The buyer may send the goods.</summary>
    Approved,

    /// <summary>The shop does not take the goods back.</summary>
    Rejected,

    /// <summary>The goods are back.</summary>
    Received,
}
