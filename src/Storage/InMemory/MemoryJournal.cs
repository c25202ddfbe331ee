namespace ShopActors.Storage.InMemory;

/// <summary>One journal of <see cref="MemoryJournalStore"/>, guarded by the store's lock.</summary>
internal sealed class MemoryJournal(JournalId id, long key)
{
    private readonly List<ReadOnlyMemory<byte>> _events = [];
    private long _snapshotVersion;
    private ReadOnlyMemory<byte> _snapshot;

    public JournalId Id => id;

    public long Key => key;

    public JournalPosition Position { get; private set; }

    public DateTimeOffset? WakeAt { get; private set; }

    public DateTimeOffset? ExpiresAt { get; private set; }

    public string? List { get; private set; }

    public long Sequence { get; private set; }

    public void Add(JournalAppend append)
    {
        Position = new(append.NewVersion, append.Writer);
        WakeAt = append.WakeUp.IsKeep ? WakeAt : append.WakeUp.Time;
        ExpiresAt = append.ExpiresAt ?? ExpiresAt;
        List = append.List ?? List;
        Sequence = append.Sequence;
        if (append.Snapshot.IsEmpty)
        {
            _events.AddRange(append.Events.Select(e => (ReadOnlyMemory<byte>)e.ToArray()));
            return;
        }

        _events.Clear();
        _snapshot = append.Snapshot.ToArray();
        _snapshotVersion = Position.Version;
    }

    public JournalContent ToContent() =>
        new(Position.Version, Position.Writer, _snapshotVersion, _snapshot, [.. _events], WakeAt)
        {
            Sequence = Sequence,
        };
}
