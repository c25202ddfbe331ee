namespace ShopActors.Client;

/// <summary>Where to deliver events, and which.</summary>
public sealed record WebhookEndpointRequest
{
    /// <summary>The receiver's https address, in the Internet.</summary>
    public required string Url { get; init; }

    /// <summary>
    /// Patterns of event types: <c>*</c>, <c>order.*</c>, <c>order.confirmed</c>, or a full type.
    /// </summary>
    public required IReadOnlyList<string> Events { get; init; }
}
