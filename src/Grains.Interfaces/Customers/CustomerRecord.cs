namespace ShopActors;

/// <summary>A customer as the operators' list shows it.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="Totals">What the customer has bought; a moment behind.</param>
[GenerateSerializer, Immutable, Alias("shop.customer-record")]
public sealed record CustomerRecord(CustomerSnapshot Customer, CustomerTotals Totals);
