using System.Collections.Immutable;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>The end of the log of operators. Everything older is in segments, each a journal of its own.</summary>
internal sealed record OperatorLogState : IJournalState<OperatorLogState, OperatorLogEvent>
{
    public static JournalCodec<OperatorLogState, OperatorLogEvent> Codec { get; } =
        new(OperatorJson.Default.OperatorLogState, OperatorJson.Default.OperatorLogEvent);

    /// <summary>How many segments there are, which are numbered from 1.</summary>
    public long Segments { get; init; }

    /// <summary>The hash of the entry before the first one kept here.</summary>
    public string Before { get; init; } = OperatorLogChain.Start;

    /// <summary>The latest entries, oldest first.</summary>
    public ImmutableArray<OperatorLogEntry> Entries { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>The number of the first entry kept here.</summary>
    public long First => (Segments * OperatorLogRules.SegmentSize) + 1;

    /// <summary>The number of all entries.</summary>
    public long Count => First - 1 + Entries.Length;

    public string LastHash => Entries.IsEmpty ? Before : Entries[^1].Hash;

    public static OperatorLogState Begin(string key) => new();

    public OperatorLogState Apply(OperatorLogEvent e) => e switch
    {
        OperatorActed acted when acted.Entry.Sequence == Count + 1 => this with { Entries = Entries.Add(acted.Entry) },
        OperatorEntriesPutAway away when away.Segment == Segments + 1 => this with
        {
            Segments = away.Segment,
            Before = Entries[OperatorLogRules.SegmentSize - 1].Hash,
            Entries = Entries.RemoveRange(0, OperatorLogRules.SegmentSize),
        },
        _ => throw new InvalidOperationException($"The log of operators cannot go on with {e.GetType().Name}."),
    };
}
