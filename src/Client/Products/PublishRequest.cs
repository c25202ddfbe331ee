namespace ShopActors.Client;

/// <summary>When to publish a product.</summary>
internal sealed record PublishRequest(DateTimeOffset? At);
