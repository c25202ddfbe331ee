using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>The events of the log of operators; their names and members are the stored format.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(OperatorActed), "acted")]
[JsonDerivedType(typeof(OperatorEntriesPutAway), "put-away")]
internal abstract record OperatorLogEvent;

internal sealed record OperatorActed(OperatorLogEntry Entry) : OperatorLogEvent;

/// <summary>The oldest entries are in a segment, and are dropped here.</summary>
internal sealed record OperatorEntriesPutAway(long Segment) : OperatorLogEvent;
