using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>A chunk of an import; empty before it is received, and without its lines once they are imported.</summary>
internal sealed record ImportChunkState : IJournalState<ImportChunkState, ImportChunkEvent>
{
    public static JournalCodec<ImportChunkState, ImportChunkEvent> Codec { get; } =
        new(ImportJson.Default.ImportChunkState, ImportJson.Default.ImportChunkEvent);

    public ImmutableArray<ImportLine> Lines { get; init; } = [];

    public ChunkResult? Result { get; init; }

    public DateTimeOffset ChangedAt { get; init; }

    DateTimeOffset? IJournalState<ImportChunkState, ImportChunkEvent>.DeletedAt =>
        new(ChangedAt.UtcDateTime.Date + ImportLimits.TimeToLive, TimeSpan.Zero);

    public static ImportChunkState Begin(string key) => new();

    public ImportChunkState Apply(ImportChunkEvent e) => e switch
    {
        ChunkKept kept => this with { Lines = kept.Lines, ChangedAt = e.At },
        ChunkDone done => this with { Lines = [], Result = done.Result, ChangedAt = e.At },
        _ => throw new InvalidOperationException($"Unknown event {e.GetType().Name}."),
    };
}

/// <summary>The events of a chunk; their names and members are the stored format.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(ChunkKept), "kept")]
[JsonDerivedType(typeof(ChunkDone), "done")]
internal abstract record ImportChunkEvent
{
    /// <summary>When it was decided, by the clock of the deciding silo.</summary>
    public required DateTimeOffset At { get; init; }
}

internal sealed record ChunkKept(ImmutableArray<ImportLine> Lines) : ImportChunkEvent;

internal sealed record ChunkDone(ChunkResult Result) : ImportChunkEvent;
