namespace ShopActors.Storage;

/// <summary>Turns one activation's commits into appends to its journal.</summary>
internal abstract class JournalCommits
{
    private readonly JournalGrainServices _services;
    // The version and writer that the next append expects: those that were read, then those left by the
    // append before it.
    private long _version;
    private long _lastWriter;
    private long _snapshotBytes;
    private long _bytesSinceSnapshot;
    private int _eventsSinceSnapshot;

    protected JournalCommits(JournalId id, JournalContent content, JournalGrainServices services, IJournalOwner owner)
    {
        (Id, _services, Owner) = (id, services, owner);
        (_version, _lastWriter) = (content.Version, content.Writer);
        _snapshotBytes = content.Snapshot.Length;
        _eventsSinceSnapshot = content.Events.Count;
        _bytesSinceSnapshot = content.Events.Sum(e => (long)e.Length);
    }

    /// <summary>The activation's token.</summary>
    public long Writer { get; } = JournalWriter.Draw();

    /// <summary>Completes once all commits so far are durable.</summary>
    public abstract Task Durable { get; }

    /// <summary>
    /// Completes once every append handed to the store from now on is ordered behind all commits so far.
    /// </summary>
    public abstract Task Ordered { get; }

    protected JournalId Id { get; }

    protected IJournalOwner Owner { get; }

    protected IJournalStore Store => _services.Store;

    protected JournalGrainOptions Options => _services.Options;

    /// <summary>Adds a commit that the state already shows; completes once it is durable.</summary>
    public abstract Task AddAsync(ReadOnlyMemory<byte>[] events, CommitTerms terms);

    /// <summary>Creates the next append; the append after it builds on it.</summary>
    protected JournalAppend Next(
        IReadOnlyList<ReadOnlyMemory<byte>> events, ReadOnlyMemory<byte> snapshot, CommitTerms terms)
    {
        var append = new JournalAppend(Id, _version, _lastWriter, Writer, events, snapshot, terms.WakeUp)
        {
            ExpiresAt = terms.ExpiresAt,
            List = terms.List,
            Erases = terms.Erases && !snapshot.IsEmpty,
            Outgoing = terms.Outgoing ?? [],
            Sequence = terms.Sequence,
        };
        (_version, _lastWriter) = (append.NewVersion, Writer);
        return append;
    }

    /// <summary>The snapshot for an append of the newest events; empty if none is due.</summary>
    protected ReadOnlyMemory<byte> TakeSnapshot(int events, long bytes, bool isNewest, bool erases)
    {
        _eventsSinceSnapshot += events;
        _bytesSinceSnapshot += bytes;
        var isDue = _eventsSinceSnapshot >= Options.SnapshotEvents && _bytesSinceSnapshot >= _snapshotBytes;
        if (!isNewest || !(isDue || erases)) return default;

        var snapshot = Owner.EncodeState();
        (_snapshotBytes, _bytesSinceSnapshot, _eventsSinceSnapshot) = (snapshot.Length, 0, 0);
        return snapshot;
    }

    protected static long Length(ReadOnlyMemory<byte>[] events)
    {
        long length = 0;
        foreach (var e in events)
        {
            length += e.Length;
        }

        return length;
    }
}
