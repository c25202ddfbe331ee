using System.Text.Json.Serialization;

namespace ShopActors.Client;

/// <summary>Whether a new product is on sale.</summary>
[JsonConverter(typeof(NameConverter<NewProductStatus>))]
public enum NewProductStatus
{
    /// <summary>No value; it cannot be sent.</summary>
    Unknown,

    /// <summary>At once.</summary>
    Published,

    /// <summary>When it is published.</summary>
    Draft,
}
