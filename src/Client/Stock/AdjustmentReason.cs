using System.Text.Json.Serialization;

namespace ShopActors.Client;

/// <summary>Why to change the quantity on hand.</summary>
[JsonConverter(typeof(NameConverter<AdjustmentReason>))]
public enum AdjustmentReason
{
    /// <summary>No value; it cannot be sent.</summary>
    Unknown,

    /// <summary>A delivery; the difference is positive.</summary>
    Received,

    /// <summary>A correction.</summary>
    Correction,

    /// <summary>Lost or broken units; the difference is negative.</summary>
    WrittenOff,

    /// <summary>Units that came back; the difference is positive.</summary>
    Returned,
}
