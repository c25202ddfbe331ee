namespace ShopActors.Client;

/// <summary>The latest deliveries of an endpoint.</summary>
public sealed record WebhookDeliveries : ShopResource
{
    /// <summary>The deliveries, latest first.</summary>
    public required IReadOnlyList<WebhookDelivery> Items { get; init; }
}
