namespace ShopActors;

/// <summary>A shipping method.</summary>
public sealed class ShippingMethodOptions
{
    /// <summary>The name that shoppers see.</summary>
    public string Name { get; set; } = "";

    /// <summary>What its price follows from.</summary>
    /// <value>Default: flat.</value>
    public ShippingRateKind Kind { get; set; }

    /// <summary>The countries it delivers to, by their codes; empty for all.</summary>
    public IList<string> Countries { get; } = [];

    /// <summary>The prices, in one or more currencies.</summary>
    public IList<ShippingRateOptions> Rates { get; } = [];
}
