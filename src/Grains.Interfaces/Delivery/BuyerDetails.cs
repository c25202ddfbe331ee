namespace ShopActors;

/// <summary>
/// Who buys, and where goods and invoice go. In a command, a part that is null stays as it is. Journals have it only
/// encrypted with the buyer's own key (docs/adr/0019-personal-data.md).
/// </summary>
[GenerateSerializer, Immutable, Alias("shop.buyer-details")]
public sealed record BuyerDetails
{
    /// <summary>How to reach the buyer.</summary>
    [Id(0)]
    public Contact? Contact { get; init; }

    /// <summary>Where the goods go.</summary>
    [Id(1)]
    public Address? Shipping { get; init; }

    /// <summary>Where the invoice goes; null for the shipping address.</summary>
    [Id(2)]
    public Address? Billing { get; init; }

    /// <summary>Leaves out everything, because it is personal.</summary>
    public override string ToString() => nameof(BuyerDetails);
}
