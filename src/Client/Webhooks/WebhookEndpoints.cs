namespace ShopActors.Client;

/// <summary>Webhook endpoints.</summary>
public sealed record WebhookEndpoints : ShopResource
{
    /// <summary>The endpoints, latest first.</summary>
    public required IReadOnlyList<WebhookEndpoint> Items { get; init; }
}
