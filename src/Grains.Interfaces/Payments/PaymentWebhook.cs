namespace ShopActors;

/// <summary>
/// A provider's notice about a payment, with its signature already verified. It is only a hint: the payment asks the
/// provider for the outcome of <see cref="Key"/> and trusts that answer.
/// </summary>
[GenerateSerializer, Immutable, Alias("shop.payment-webhook")]
public sealed record PaymentWebhook
{
    /// <summary>The provider's id of the event; the same on every delivery.</summary>
    [Id(0)]
    public required string EventId { get; init; }

    /// <summary>The provider's name for the event.</summary>
    [Id(1)]
    public required string Type { get; init; }

    /// <summary>The idempotency key of the operation that it is about.</summary>
    [Id(2)]
    public required string Key { get; init; }
}
