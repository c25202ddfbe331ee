using System.Text.Json.Serialization;

namespace ShopActors.Client;

/// <summary>Whether the provider executed an operation.</summary>
[JsonConverter(typeof(NameConverter<PaymentDecision>))]
public enum PaymentDecision
{
    /// <summary>No value; it cannot be sent.</summary>
    Unknown,

    /// <summary>It did.</summary>
    Succeeded,

    /// <summary>It did not.</summary>
    Failed,
}
