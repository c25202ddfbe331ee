using System.Collections.Immutable;

namespace ShopActors;

/// <summary>One page of the operators' list of customers.</summary>
/// <param name="Customers">The customers, the latest registered first.</param>
/// <param name="NextCursor">
/// The cursor of the next page; null at the end. A page may have fewer customers than were asked for and still a
/// cursor, because one request reads at most <see cref="CustomerLimits.ScanMax"/> customers.
/// </param>
[GenerateSerializer, Immutable, Alias("shop.customer-listing")]
public sealed record CustomerListing(ImmutableArray<CustomerRecord> Customers, string? NextCursor);
