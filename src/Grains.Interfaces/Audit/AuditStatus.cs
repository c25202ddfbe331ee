using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>The status of an audit.</summary>
[GenerateSerializer, Alias("shop.audit-status")]
[JsonConverter(typeof(JsonStringEnumConverter<AuditStatus>))]
public enum AuditStatus
{
    /// <summary>It waits for its turn, or is reading the journals.</summary>
    [JsonStringEnumMemberName("running")]
    Running = 1,

    /// <summary>All journals were read; the summary has what was found.</summary>
    [JsonStringEnumMemberName("completed")]
    Completed = 2,

    /// <summary>The journals could not be read.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed = 3,
}
