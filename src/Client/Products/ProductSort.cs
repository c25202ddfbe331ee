using System.Text.Json.Serialization;

namespace ShopActors.Client;

/// <summary>The order of a page of products.</summary>
[JsonConverter(typeof(NameConverter<ProductSort>))]
public enum ProductSort
{
    /// <summary>No value; it cannot be sent.</summary>
    Unknown,

    /// <summary>By SKU.</summary>
    Sku,

    /// <summary>The best matches of the words first.</summary>
    Relevance,

    /// <summary>By title.</summary>
    Title,

    /// <summary>The latest on sale first.</summary>
    Newest,

    /// <summary>The cheapest first.</summary>
    Price,

    /// <summary>The dearest first.</summary>
    PriceDescending,
}
