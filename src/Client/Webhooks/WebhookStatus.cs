using System.Text.Json.Serialization;

namespace ShopActors.Client;

/// <summary>Whether events are delivered to an endpoint.</summary>
[JsonConverter(typeof(NameConverter<WebhookStatus>))]
public enum WebhookStatus
{
    /// <summary>A status that this client does not know.</summary>
    Unknown,

    /// <summary>Events are delivered.</summary>
    Active,

    /// <summary>The receiver fails; the shop tries again later.</summary>
    Failing,

    /// <summary>Nothing is delivered until an operator changes the endpoint.</summary>
    Disabled,
}
