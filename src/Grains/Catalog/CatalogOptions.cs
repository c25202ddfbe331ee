using System.ComponentModel.DataAnnotations;

namespace ShopActors;

/// <summary>Settings of the catalogue.</summary>
public sealed class CatalogOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Catalog";

    /// <summary>
    /// Whether a silo that finds the catalogue empty, or its seeding interrupted, adds the program's sample books.
    /// </summary>
    /// <value>Default: true.</value>
    public bool Seed { get; set; } = true;

    /// <summary>How many products a silo keeps copies of for carts and product pages, 100 at least.</summary>
    /// <value>Default: 100,000, which take about 100 MB.</value>
    [Range(100, 10_000_000)]
    public int CopiesMax { get; set; } = 100_000;
}
