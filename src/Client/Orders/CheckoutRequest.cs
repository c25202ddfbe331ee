namespace ShopActors.Client;

/// <summary>How to pay for a cart.</summary>
public sealed record CheckoutRequest
{
    /// <summary>The provider's token for the payer; null only if there is nothing to pay.</summary>
    public string? PaymentToken { get; init; }

    /// <summary>The total that the payer was shown; a different one is refused.</summary>
    public Money? ExpectedTotal { get; init; }
}
