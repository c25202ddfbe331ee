using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>The status of a reconciliation.</summary>
[GenerateSerializer, Alias("shop.reconciliation-status")]
[JsonConverter(typeof(JsonStringEnumConverter<ReconciliationStatus>))]
public enum ReconciliationStatus
{
    /// <summary>It waits for its turn, or is being worked on.</summary>
    [JsonStringEnumMemberName("running")]
    Running = 1,

    /// <summary>All payments were compared.</summary>
    [JsonStringEnumMemberName("completed")]
    Completed = 2,

    /// <summary>The provider's records could not be read.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed = 3,
}
