using System.Text.Json.Serialization;

namespace ShopActors.Client;

/// <summary>The status of an audit.</summary>
[JsonConverter(typeof(NameConverter<AuditStatus>))]
public enum AuditStatus
{
    /// <summary>A value of a newer shop, which this client does not know.</summary>
    Unknown,

    /// <summary>It waits for its turn, or is reading the journals.</summary>
    Running,

    /// <summary>All journals were read.</summary>
    Completed,

    /// <summary>The journals could not be read.</summary>
    Failed,
}
