namespace ShopActors;

/// <summary>Settings of the catalogue.</summary>
public sealed class CatalogOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Catalog";

    /// <summary>Whether a silo that finds the catalogue empty fills it with the books that come with the program.
    /// <value>Default: true.</value></summary>
    public bool Seed { get; set; } = true;
}
