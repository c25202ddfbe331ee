namespace ShopActors.Client;

/// <summary>What to refund.</summary>
public sealed record RefundRequest
{
    /// <summary>The amount; null for everything that is not yet refunded.</summary>
    public Money? Amount { get; init; }
}
