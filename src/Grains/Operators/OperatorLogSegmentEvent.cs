using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>The events of a segment; their names and members are the stored format.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(SegmentStored), "stored")]
internal abstract record OperatorLogSegmentEvent;

/// <summary>All entries of the segment.</summary>
internal sealed record SegmentStored(ImmutableArray<OperatorLogEntry> Entries) : OperatorLogSegmentEvent;
