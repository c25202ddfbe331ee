using System.Text.Json.Serialization;

namespace ShopActors.Client;

/// <summary>How far an import is.</summary>
[JsonConverter(typeof(NameConverter<ImportStatus>))]
public enum ImportStatus
{
    /// <summary>A value of a newer shop, which this client does not know.</summary>
    Unknown,

    /// <summary>The upload has not ended, or was cut off.</summary>
    Receiving,

    /// <summary>All lines are there and are being imported.</summary>
    Running,

    /// <summary>Every line was imported or refused.</summary>
    Completed,
}
