namespace ShopActors;

/// <summary>The orders that a customer has got.</summary>
/// <param name="Count">How many orders of guests are the customer's since this call.</param>
[GenerateSerializer, Immutable, Alias("shop.claimed-orders")]
public sealed record ClaimedOrders(int Count);
