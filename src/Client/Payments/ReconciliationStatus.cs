using System.Text.Json.Serialization;

namespace ShopActors.Client;

/// <summary>The status of a reconciliation.</summary>
[JsonConverter(typeof(NameConverter<ReconciliationStatus>))]
public enum ReconciliationStatus
{
    /// <summary>A value of a newer shop, which this client does not know.</summary>
    Unknown,

    /// <summary>It waits for its turn, or is being worked on.</summary>
    Running,

    /// <summary>All payments were compared.</summary>
    Completed,

    /// <summary>The provider's records could not be read.</summary>
    Failed,
}
