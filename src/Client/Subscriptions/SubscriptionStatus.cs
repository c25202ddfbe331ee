using System.Text.Json.Serialization;

namespace ShopActors.Client;

/// <summary>What a subscription does.</summary>
[JsonConverter(typeof(NameConverter<SubscriptionStatus>))]
public enum SubscriptionStatus
{
    /// <summary>A value of a newer shop, which this client does not know.</summary>
    Unknown,

    /// <summary>It hands events over as they happen.</summary>
    Active,

    /// <summary>An operator has stopped it.</summary>
    Paused,

    /// <summary>The broker does not take events; it is tried again.</summary>
    Failing,
}
