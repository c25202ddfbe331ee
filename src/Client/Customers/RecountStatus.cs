using System.Text.Json.Serialization;

namespace ShopActors.Client;

/// <summary>How far the latest recount is.</summary>
[JsonConverter(typeof(NameConverter<RecountStatus>))]
public enum RecountStatus
{
    /// <summary>A value of a newer shop, which this client does not know.</summary>
    Unknown,

    /// <summary>Nothing was ever recounted.</summary>
    Never,

    /// <summary>It is running, or waits to go on.</summary>
    Running,

    /// <summary>All customers' orders were counted.</summary>
    Completed,
}
