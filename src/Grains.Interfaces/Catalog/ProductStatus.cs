using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>Whether a product is on sale.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ProductStatus>))]
public enum ProductStatus
{
    /// <summary>Everyone sees it and can buy it.</summary>
    [JsonStringEnumMemberName("published")]
    Published = 0,

    /// <summary>Only operators see it; it was not on sale yet.</summary>
    [JsonStringEnumMemberName("draft")]
    Draft = 1,

    /// <summary>Only operators see it; it is no longer on sale.</summary>
    [JsonStringEnumMemberName("withdrawn")]
    Withdrawn = 2,
}
