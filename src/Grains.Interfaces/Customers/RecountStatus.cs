using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>How far the latest recount is.</summary>
[GenerateSerializer, Alias("shop.recount-status")]
[JsonConverter(typeof(JsonStringEnumConverter<RecountStatus>))]
public enum RecountStatus
{
    /// <summary>Nothing was ever recounted.</summary>
    [JsonStringEnumMemberName("never")]
    Never = 0,

    /// <summary>It is running, or waits to go on.</summary>
    [JsonStringEnumMemberName("running")]
    Running = 1,

    /// <summary>All customers' totals were counted.</summary>
    [JsonStringEnumMemberName("completed")]
    Completed = 2,
}
