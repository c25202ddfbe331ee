using System.Collections.Immutable;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>An import. It does not exist while it has no caller.</summary>
internal sealed record ImportState : IJournalState<ImportState, ImportEvent>
{
    public static JournalCodec<ImportState, ImportEvent> Codec { get; } =
        new(ImportJson.Default.ImportState, ImportJson.Default.ImportEvent);

    public required ImportId Id { get; init; }

    public Caller? Caller { get; init; }

    public string Format { get; init; } = "";

    /// <summary>The lines received.</summary>
    public long Received { get; init; }

    /// <summary>The chunks received.</summary>
    public int Chunks { get; init; }

    /// <summary>The chunks imported.</summary>
    public int Imported { get; init; }

    public bool IsComplete { get; init; }

    public long Processed { get; init; }

    public long Failed { get; init; }

    public ImmutableArray<ImportError> Errors { get; init; } = [];

    public DateTimeOffset ChangedAt { get; init; }

    public bool HasWork => Imported < Chunks;

    DateTimeOffset? IJournalState<ImportState, ImportEvent>.DeletedAt =>
        new(ChangedAt.UtcDateTime.Date + ImportLimits.TimeToLive, TimeSpan.Zero);

    public static ImportState Begin(string key) => new() { Id = new ImportId(key) };

    public ImportState Apply(ImportEvent e) => e switch
    {
        ImportBegun begun => this with { Caller = begun.Caller, Format = begun.Format, ChangedAt = e.At },
        ChunkReceived received => this with
        {
            Chunks = Chunks + 1,
            Received = Received + received.Lines,
            ChangedAt = e.At,
        },
        ImportComplete => this with { IsComplete = true, ChangedAt = e.At },
        ChunkImported imported => this with
        {
            Imported = Imported + 1,
            Processed = Processed + imported.Processed,
            Failed = Failed + imported.Failed,
            Errors = [.. Errors, .. imported.Errors.Take(ImportLimits.ErrorsMax - Errors.Length)],
            ChangedAt = e.At,
        },
        _ => throw new InvalidOperationException($"Unknown import event {e.GetType().Name}."),
    };

    public ImportSnapshot ToSnapshot() => new()
    {
        Id = Id,
        Status = !IsComplete ? ImportStatus.Receiving : HasWork ? ImportStatus.Running : ImportStatus.Completed,
        Received = Received,
        Processed = Processed,
        Failed = Failed,
        Errors = Errors,
        Chunks = Chunks,
    };
}
