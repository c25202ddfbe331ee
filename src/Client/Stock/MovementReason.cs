using System.Text.Json.Serialization;

namespace ShopActors.Client;

/// <summary>Why the quantity on hand changed.</summary>
[JsonConverter(typeof(NameConverter<MovementReason>))]
public enum MovementReason
{
    /// <summary>A value of a newer shop, which this client does not know.</summary>
    Unknown,

    /// <summary>The first quantity.</summary>
    Opened,

    /// <summary>A delivery.</summary>
    Received,

    /// <summary>A correction.</summary>
    Correction,

    /// <summary>Lost or broken units.</summary>
    WrittenOff,

    /// <summary>Units that came back.</summary>
    Returned,

    /// <summary>A stock count.</summary>
    Counted,
}
