namespace ShopActors.Client;

/// <summary>A payment to check.</summary>
public sealed record CheckPaymentRequest
{
    /// <summary>The amount, in minor units of the shop's currency.</summary>
    public required long Amount { get; init; }

    /// <summary>The provider's token for the payer.</summary>
    public required string PaymentToken { get; init; }

    /// <summary>The caller's id; another customer's is refused.</summary>
    public string? UserId { get; init; }
}
