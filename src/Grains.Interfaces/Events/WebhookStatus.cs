namespace ShopActors;

/// <summary>Whether events are delivered to an endpoint.</summary>
[GenerateSerializer, Alias("shop.webhook-status")]
public enum WebhookStatus
{
    /// <summary>Events are delivered.</summary>
    Active = 1,

    /// <summary>The receiver fails; the shop tries again later.</summary>
    Failing = 2,

    /// <summary>Nothing is delivered until an operator enables the endpoint.</summary>
    Disabled = 3,
}
