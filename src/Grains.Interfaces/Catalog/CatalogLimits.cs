namespace ShopActors;

/// <summary>The bounds of the catalogue.</summary>
public static class CatalogLimits
{
    /// <summary>The key under which readers are called.</summary>
    public const long ReaderKey = 0;

    /// <summary>The key of the one <see cref="ICatalogMasterGrain"/>.</summary>
    public const string MasterKey = "main";

    /// <summary>The most products: the whole catalogue is one grain's state and one reader's copy per silo.</summary>
    public const int ProductsMax = 100_000;

    /// <summary>The longest title or author.</summary>
    public const int TextMax = 200;

    /// <summary>The longest name of a category.</summary>
    public const int CategoryMax = 60;

    /// <summary>
    /// The highest price in minor units: a hundred lines of 999 such units still fit a total by a wide margin.
    /// </summary>
    public const long PriceMax = 1_000_000_000;

    /// <summary>The most products in one <see cref="ICatalogMasterGrain.PutMany"/>.</summary>
    public const int BatchMax = 1_000;

    /// <summary>How long a reader may answer without asking the master whether anything changed.</summary>
    public static TimeSpan StalenessMax { get; } = TimeSpan.FromSeconds(1);
}
