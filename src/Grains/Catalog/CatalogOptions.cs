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
}
