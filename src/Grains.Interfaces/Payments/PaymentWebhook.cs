namespace ShopActors;

/// <summary>
/// A provider's notice that something happened to a payment, its signature already verified. It is a hint only: the
/// payment asks the provider what became of <see cref="Key"/> and believes that answer.
/// </summary>
[GenerateSerializer, Immutable, Alias("shop.payment-webhook")]
public sealed record PaymentWebhook
{
    /// <summary>The provider's id of the event; the same on every delivery.</summary>
    [Id(0)]
    public required string EventId { get; init; }

    /// <summary>What happened, in the provider's words.</summary>
    [Id(1)]
    public required string Type { get; init; }

    /// <summary>The operation that it happened to.</summary>
    [Id(2)]
    public required string Key { get; init; }
}
