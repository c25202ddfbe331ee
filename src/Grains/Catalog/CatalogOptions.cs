namespace ShopActors;

/// <summary>Settings of the catalogue.</summary>
public sealed class CatalogOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Catalog";

    /// <summary>
    /// Whether a silo that finds the catalogue empty, or filled half-way, puts the books that come with the program.
    /// </summary>
    /// <value>Default: true.</value>
    public bool Seed { get; set; } = true;
}
