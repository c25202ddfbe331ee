namespace ShopActors;

/// <summary>The limits of the catalogue. The number of products is unlimited.</summary>
public static class CatalogLimits
{
    /// <summary>The key to call readers with.</summary>
    public const long ReaderKey = 0;

    /// <summary>The longest title or author.</summary>
    public const int TextMax = 200;

    /// <summary>The longest description.</summary>
    public const int DescriptionMax = 5_000;

    /// <summary>The longest name of a category.</summary>
    public const int CategoryMax = 60;

    /// <summary>The longest name of a tax class.</summary>
    public const int TaxClassMax = 40;

    /// <summary>The largest weight of a unit in grams: ten tonnes.</summary>
    public const long WeightMax = 10_000_000;

    /// <summary>The longest name of a group of variants.</summary>
    public const int GroupMax = 64;

    /// <summary>The most attributes of a product.</summary>
    public const int AttributesMax = 20;

    /// <summary>The longest name of an attribute.</summary>
    public const int AttributeNameMax = 40;

    /// <summary>The longest value of an attribute.</summary>
    public const int AttributeValueMax = 100;

    /// <summary>The most pictures of a product.</summary>
    public const int ImagesMax = 20;

    /// <summary>The longest address of a picture.</summary>
    public const int ImageUrlMax = 2_000;

    /// <summary>The largest image in bytes: 1 MiB.</summary>
    public const int ImageBytesMax = 1_048_576;

    /// <summary>The most prices in other currencies.</summary>
    public const int PricesMax = 40;

    /// <summary>The most planned prices of a product.</summary>
    public const int PlannedPricesMax = 40;

    /// <summary>
    /// The highest price in minor units. The total of 100 lines of 999 units at this price is far from overflow.
    /// </summary>
    public const long PriceMax = 1_000_000_000;

    /// <summary>The maximum age of a product that a reader returns while the store answers.</summary>
    public static TimeSpan StalenessMax { get; } = TimeSpan.FromSeconds(1);

    /// <summary>The maximum age while the store does not answer; after that the store's failure is returned.</summary>
    public static TimeSpan OutageMax { get; } = TimeSpan.FromSeconds(30);
}
