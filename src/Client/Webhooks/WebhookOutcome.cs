using System.Text.Json.Serialization;

namespace ShopActors.Client;

/// <summary>The outcome of delivering one event.</summary>
[JsonConverter(typeof(NameConverter<WebhookOutcome>))]
public enum WebhookOutcome
{
    /// <summary>An outcome that this client does not know.</summary>
    Unknown,

    /// <summary>The receiver took it.</summary>
    Delivered,

    /// <summary>The receiver refused it repeatedly; the shop went on with the next one.</summary>
    Parked,

    /// <summary>The receiver failed; the shop tries again later.</summary>
    Failed,
}
