namespace ShopActors;

/// <summary>The taxes on sales. Without rates nothing is taxed.</summary>
public sealed class TaxOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Tax";

    /// <summary>The class of a product that names none, and of shipping.</summary>
    public const string StandardClass = "standard";

    /// <summary>Whether prices of products and shipping include the tax; otherwise it is added to the total.</summary>
    /// <value>Default: true.</value>
    public bool PricesIncludeTax { get; set; } = true;

    /// <summary>The country whose tax applies while a cart has no shipping address; empty for none.</summary>
    /// <value>Default: none.</value>
    public string? DefaultCountry { get; set; }

    /// <summary>The rates.</summary>
    public IList<TaxRateOptions> Rates { get; } = [];
}
