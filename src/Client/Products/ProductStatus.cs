using System.Text.Json.Serialization;

namespace ShopActors.Client;

/// <summary>Whether a product is on sale.</summary>
[JsonConverter(typeof(NameConverter<ProductStatus>))]
public enum ProductStatus
{
    /// <summary>A value of a newer shop, which this client does not know.</summary>
    Unknown,

    /// <summary>Everyone sees it and can buy it.</summary>
    Published,

    /// <summary>Only operators see it; it was not on sale yet.</summary>
    Draft,

    /// <summary>Only operators see it; it is no longer on sale.</summary>
    Withdrawn,
}
