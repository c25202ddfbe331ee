namespace ShopActors;

/// <summary>The bounds of the catalogue. The number of products has none.</summary>
public static class CatalogLimits
{
    /// <summary>The key under which readers are called.</summary>
    public const long ReaderKey = 0;

    /// <summary>The longest title or author.</summary>
    public const int TextMax = 200;

    /// <summary>The longest name of a category.</summary>
    public const int CategoryMax = 60;

    /// <summary>
    /// The highest price in minor units: a hundred lines of 999 such units still fit a total by a wide margin.
    /// </summary>
    public const long PriceMax = 1_000_000_000;

    /// <summary>How old a product may be that a reader answers with, as long as the store answers.</summary>
    public static TimeSpan StalenessMax { get; } = TimeSpan.FromSeconds(1);

    /// <summary>How old it may be while the store does not answer; then the store's failure is passed on.</summary>
    public static TimeSpan OutageMax { get; } = TimeSpan.FromSeconds(30);
}
