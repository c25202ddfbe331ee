using System.Text.Json.Serialization;

namespace ShopActors.Client;

/// <summary>The body of an answer, with what its headers say.</summary>
public abstract record ShopResource
{
    /// <summary>
    /// The tag of this version, for <see cref="VersionedWriteOptions.IfMatch"/> and conditional reads; null if the
    /// answer has none.
    /// </summary>
    [JsonIgnore]
    public string? ETag { get; internal set; }

    /// <summary>Whether this repeats the answer of an earlier request with the same key.</summary>
    [JsonIgnore]
    public bool IsReplayed { get; internal set; }
}
