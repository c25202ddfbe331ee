namespace ShopActors;

/// <summary>
/// What the payer has to do before the order goes on: confirm the payment with the bank (3-D Secure).
/// </summary>
/// <param name="Url">Where; for the payer's browser.</param>
/// <param name="Until">When the order is cancelled otherwise.</param>
[GenerateSerializer, Immutable, Alias("shop.payer-action")]
public sealed record PayerAction(string Url, DateTimeOffset Until);
