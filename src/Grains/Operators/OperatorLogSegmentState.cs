using System.Collections.Immutable;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>A part of the log of operators that does not change any more.</summary>
internal sealed record OperatorLogSegmentState : IJournalState<OperatorLogSegmentState, OperatorLogSegmentEvent>
{
    public static JournalCodec<OperatorLogSegmentState, OperatorLogSegmentEvent> Codec { get; } =
        new(OperatorJson.Default.OperatorLogSegmentState, OperatorJson.Default.OperatorLogSegmentEvent);

    /// <summary>Oldest first; empty until they are stored.</summary>
    public ImmutableArray<OperatorLogEntry> Entries { get => field.IsDefault ? [] : field; init; } = [];

    public static OperatorLogSegmentState Begin(string key) => new();

    public OperatorLogSegmentState Apply(OperatorLogSegmentEvent e) =>
        e is SegmentStored stored && Entries.IsEmpty
            ? new() { Entries = stored.Entries }
            : throw new InvalidOperationException("A segment of the log of operators is stored once.");
}
