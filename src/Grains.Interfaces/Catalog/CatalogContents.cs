using System.Collections.Immutable;

namespace ShopActors;

/// <summary>
/// All products as of one version of the catalogue; immutable, so that every reader on a silo shares it.
/// </summary>
[GenerateSerializer, Immutable, Alias("shop.catalog-contents")]
public sealed record CatalogContents
{
    /// <summary>The catalogue's version.</summary>
    [Id(0)]
    public required long Version { get; init; }

    /// <summary>The products in the order of their SKUs; empty when the asker already has this version.</summary>
    [Id(1)]
    public required ImmutableArray<ProductSnapshot> Products { get; init; }
}
