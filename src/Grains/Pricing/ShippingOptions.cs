namespace ShopActors;

/// <summary>How goods reach their buyers.</summary>
public sealed class ShippingOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Shipping";

    /// <summary>Whether a checkout needs a shipping address and a method.</summary>
    /// <value>Default: false.</value>
    public bool Required { get; set; }

    /// <summary>
    /// The methods by their ids. Without any, a shop with the sample catalogue (<c>Catalog:Seed</c>) has samples.
    /// </summary>
    public IDictionary<string, ShippingMethodOptions> Methods { get; } =
        new Dictionary<string, ShippingMethodOptions>(StringComparer.Ordinal);
}
