namespace ShopActors;

/// <summary>
/// Money that moved, in minor units of one currency, as the shop and as the provider's own books have it.
/// </summary>
/// <param name="Currency">The currency.</param>
/// <param name="ShopCaptured">What the shop's payments say was taken.</param>
/// <param name="ProviderCaptured">What the provider says was taken.</param>
/// <param name="ShopRefunded">What the shop's payments say was given back.</param>
/// <param name="ProviderRefunded">What the provider says was given back.</param>
[GenerateSerializer, Immutable, Alias("shop.audit-money")]
public sealed record AuditMoney(
    [property: Id(0)] Currency Currency,
    [property: Id(1)] long ShopCaptured,
    [property: Id(2)] long ProviderCaptured,
    [property: Id(3)] long ShopRefunded,
    [property: Id(4)] long ProviderRefunded);
