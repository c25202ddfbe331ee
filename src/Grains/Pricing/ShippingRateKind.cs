namespace ShopActors;

/// <summary>What the price of a shipping method follows from.</summary>
public enum ShippingRateKind
{
    /// <summary>Nothing: it has one price.</summary>
    Flat = 0,

    /// <summary>The weight of the goods in grams.</summary>
    Weight = 1,

    /// <summary>The price of the goods after discounts, in minor units.</summary>
    Total = 2,
}
