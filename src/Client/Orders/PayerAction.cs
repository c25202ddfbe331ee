namespace ShopActors.Client;

/// <summary>
/// What the payer has to do before the order goes on: confirm the payment with the bank (3-D Secure).
/// </summary>
public sealed record PayerAction
{
    /// <summary>Where to send the payer's browser.</summary>
    public required string Url { get; init; }

    /// <summary>When the order is cancelled otherwise.</summary>
    public required DateTimeOffset Until { get; init; }
}
