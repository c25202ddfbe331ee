namespace ShopActors;

/// <summary>The order of a page of products; equal ones are in the order of their SKUs.</summary>
public enum ProductSort
{
    /// <summary>By SKU.</summary>
    Sku = 0,

    /// <summary>The best matches of the text first.</summary>
    Relevance = 1,

    /// <summary>By title, regardless of case and diacritics.</summary>
    Title = 2,

    /// <summary>The latest on sale first.</summary>
    Newest = 3,

    /// <summary>The cheapest first.</summary>
    Price = 4,

    /// <summary>The dearest first.</summary>
    PriceDescending = 5,
}
