namespace ShopActors;

/// <summary>Checks whether an amount could be paid.</summary>
[GenerateSerializer, Immutable, Alias("shop.check-payment")]
public sealed record CheckPayment
{
    /// <summary>The amount.</summary>
    [Id(0)]
    public required Money Amount { get; init; }

    /// <summary>The provider's token for the payer's card.</summary>
    [Id(1)]
    public required string Token { get; init; }

    /// <summary>Leaves the token out, because it is the payer's secret.</summary>
    public override string ToString() => $"check {Amount}";
}
