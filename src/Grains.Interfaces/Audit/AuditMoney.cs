namespace ShopActors;

/// <summary>
/// The money captured and refunded in one currency, in minor units, according to the shop and to the provider.
/// </summary>
/// <param name="Currency">The currency.</param>
/// <param name="ShopCaptured">The sum of captures in the shop's payments.</param>
/// <param name="ProviderCaptured">The sum of captures in the provider's records.</param>
/// <param name="ShopRefunded">The sum of refunds in the shop's payments.</param>
/// <param name="ProviderRefunded">The sum of refunds in the provider's records.</param>
[GenerateSerializer, Immutable, Alias("shop.audit-money")]
public sealed record AuditMoney(
    [property: Id(0)] Currency Currency,
    [property: Id(1)] long ShopCaptured,
    [property: Id(2)] long ProviderCaptured,
    [property: Id(3)] long ShopRefunded,
    [property: Id(4)] long ProviderRefunded);
