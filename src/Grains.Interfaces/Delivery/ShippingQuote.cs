namespace ShopActors;

/// <summary>What a shipping method costs for a cart.</summary>
/// <param name="Method">The method's id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Price">The price before discounts; with tax where prices include it.</param>
[GenerateSerializer, Immutable, Alias("shop.shipping-quote")]
public sealed record ShippingQuote(string Method, string Name, Money Price);
