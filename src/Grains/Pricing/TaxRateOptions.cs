using System.ComponentModel.DataAnnotations;

namespace ShopActors;

/// <summary>A rate of tax. The rate of a region goes before that of its country.</summary>
public sealed class TaxRateOptions
{
    /// <summary>The country's two-letter code.</summary>
    [Required]
    public string Country { get; set; } = "";

    /// <summary>The region as addresses abbreviate it; empty for the whole country.</summary>
    public string? Region { get; set; }

    /// <summary>The class of products it is for.</summary>
    /// <value>Default: standard.</value>
    public string Class { get; set; } = TaxOptions.StandardClass;

    /// <summary>The rate in percent, with up to four decimals.</summary>
    [Range(0, 100)]
    public decimal Percent { get; set; }
}
