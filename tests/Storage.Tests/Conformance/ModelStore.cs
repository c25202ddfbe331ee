namespace ShopActors.Storage.Tests.Conformance;

/// <summary>
/// What a journal store must do, in the plainest way: the conformance suite compares every backend with it.
/// </summary>
internal sealed class ModelStore
{
    private readonly Dictionary<string, ModelJournal> _journals = [];

    public IEnumerable<string> WrittenIds => _journals.Where(j => j.Value.IsWritten).Select(j => j.Key);

    public ModelJournal this[string id]
    {
        get
        {
            if (!_journals.TryGetValue(id, out var journal))
            {
                _journals.Add(id, journal = new ModelJournal());
            }

            return journal;
        }
    }

    public IReadOnlyList<string> List(string prefix) =>
        [.. WrittenIds.Where(i => i.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    public IReadOnlyList<DateTimeOffset> DueTimes(DateTimeOffset now) =>
        [.. _journals.Values.Where(j => j.WakeAt <= now).Select(j => j.WakeAt!.Value).Order()];
}

internal sealed class ModelJournal
{
    public long Version { get; set; }

    public long Epoch { get; set; }

    public bool IsWritten { get; set; }

    public long SnapshotVersion { get; set; }

    public byte[] Snapshot { get; set; } = [];

    public List<byte[]> Events { get; } = [];

    public DateTimeOffset? WakeAt { get; set; }

    public void Append(JournalAppend append)
    {
        IsWritten = true;
        Version += append.Events.Count;
        Events.AddRange(append.Events.Select(e => e.ToArray()));
        if (!append.Snapshot.IsEmpty)
        {
            Snapshot = append.Snapshot.ToArray();
            SnapshotVersion = Version;
            Events.Clear();
        }

        if (!append.WakeUp.IsKeep)
        {
            WakeAt = append.WakeUp.Time;
        }
    }

    public void AssertEqual(JournalContent content)
    {
        Assert.Equal(Version, content.Version);
        Assert.Equal(SnapshotVersion, content.SnapshotVersion);
        Assert.Equal(Snapshot, content.Snapshot.ToArray());
        Assert.Equal(Events.Select(Convert.ToHexString), content.Events.Select(e => Convert.ToHexString(e.Span)));
        Assert.Equal(WakeAt, content.WakeAt);
    }
}
