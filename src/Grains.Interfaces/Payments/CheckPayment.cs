namespace ShopActors;

/// <summary>Asks whether an amount could be paid.</summary>
[GenerateSerializer, Immutable, Alias("shop.check-payment")]
public sealed record CheckPayment
{
    /// <summary>How much.</summary>
    [Id(0)]
    public required Money Amount { get; init; }

    /// <summary>What the provider gave the payer's device in place of the card.</summary>
    [Id(1)]
    public required string Token { get; init; }

    /// <summary>Never the token, which is a secret of the payer.</summary>
    public override string ToString() => $"check {Amount}";
}
