namespace ShopActors;

/// <summary>A payment on which the shop and the provider disagree. Amounts are in minor units.</summary>
[GenerateSerializer, Immutable, Alias("shop.payment-difference")]
public sealed record PaymentDifference
{
    /// <summary>The payment.</summary>
    [Id(0)]
    public required PaymentId Payment { get; init; }

    /// <summary>What differs.</summary>
    [Id(1)]
    public required string Reason { get; init; }

    /// <summary>What the shop has captured.</summary>
    [Id(2)]
    public required long ShopCaptured { get; init; }

    /// <summary>What the provider has captured.</summary>
    [Id(3)]
    public required long ProviderCaptured { get; init; }

    /// <summary>What the shop has refunded.</summary>
    [Id(4)]
    public required long ShopRefunded { get; init; }

    /// <summary>What the provider has refunded.</summary>
    [Id(5)]
    public required long ProviderRefunded { get; init; }

    /// <summary>
    /// Whether the payment was told to look its capture up, and so refunds it if no order needs it. Otherwise a person
    /// has to act.
    /// </summary>
    [Id(6)]
    public required bool IsLookedUp { get; init; }
}
