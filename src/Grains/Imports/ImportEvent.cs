using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>The events of an import; their names and members are the stored format.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(ImportBegun), "begun")]
[JsonDerivedType(typeof(ChunkReceived), "chunk-received")]
[JsonDerivedType(typeof(ImportComplete), "complete")]
[JsonDerivedType(typeof(ChunkImported), "chunk-imported")]
internal abstract record ImportEvent
{
    /// <summary>When it was decided, by the clock of the deciding silo.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>The operator's name and scopes are those that each line is imported with.</summary>
internal sealed record ImportBegun(Caller Caller, string Format) : ImportEvent;

/// <summary>A chunk is in its own journal.</summary>
internal sealed record ChunkReceived(int Lines) : ImportEvent;

/// <summary>The upload has ended.</summary>
internal sealed record ImportComplete : ImportEvent;

/// <summary>The next chunk was imported.</summary>
internal sealed record ChunkImported(int Processed, int Failed, ImmutableArray<ImportError> Errors) : ImportEvent;
