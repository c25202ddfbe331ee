namespace ShopActors.Storage;

/// <summary>The content of a journal: the latest snapshot and the events after it.</summary>
/// <param name="Version">The number of events ever appended.</param>
/// <param name="Writer">The writer of the latest append; 0 for none.</param>
/// <param name="SnapshotVersion">The version of the snapshot; 0 without one.</param>
/// <param name="Snapshot">The latest snapshot; empty without one.</param>
/// <param name="Events">The events after the snapshot, in order.</param>
/// <param name="WakeAt">The wake-up time; null for none.</param>
public sealed record JournalContent(
    long Version,
    long Writer,
    long SnapshotVersion,
    ReadOnlyMemory<byte> Snapshot,
    IReadOnlyList<ReadOnlyMemory<byte>> Events,
    DateTimeOffset? WakeAt)
{
    /// <summary>A journal that was never written.</summary>
    public static JournalContent Empty { get; } = new(0, 0, 0, default, [], null);

    /// <summary>The number of events for others that the journal has ever had.</summary>
    public long Sequence { get; init; }

    /// <summary>Where the journal stands.</summary>
    public JournalPosition Position => new(Version, Writer);

    /// <summary>Whether anything was ever appended.</summary>
    public bool Exists => Writer != 0;

    /// <summary>The state that the journal holds.</summary>
    /// <param name="key">The key of the journal's grain.</param>
    /// <exception cref="JournalStoreException">The journal is damaged, or another version wrote it.</exception>
    public TState ToState<TState, TEvent>(string key)
        where TState : class, IJournalState<TState, TEvent>
        where TEvent : class
    {
        var state = Snapshot.IsEmpty ? TState.Begin(key) : TState.Codec.DecodeState(Snapshot.Span);
        foreach (var e in Events) state = state.Apply(TState.Codec.DecodeEvent(e.Span));
        return state;
    }
}
