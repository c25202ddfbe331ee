using System.Text.Json.Serialization;

namespace ShopActors.Client;

/// <summary>The quantity of a line that is in both carts.</summary>
[JsonConverter(typeof(NameConverter<MergeStrategy>))]
public enum MergeStrategy
{
    /// <summary>No value; it cannot be sent.</summary>
    Unknown,

    /// <summary>The larger quantity.</summary>
    Max,

    /// <summary>The sum of both.</summary>
    Sum,
}
