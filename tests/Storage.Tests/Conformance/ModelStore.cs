using System.Text;

namespace ShopActors.Storage.Tests.Conformance;

/// <summary>
/// What a journal store must do, in the plainest way: the conformance suite compares every backend with it.
/// </summary>
internal sealed class ModelStore
{
    private readonly Dictionary<string, ModelJournal> _journals = [];
    private int _made;

    /// <summary>All events for others, in order.</summary>
    public List<string> Outbox { get; } = [];

    public ModelJournal this[string id] => _journals.GetValueOrDefault(id) ?? new ModelJournal();

    /// <summary>Whether the append is taken.</summary>
    public bool TryAppend(JournalAppend append)
    {
        var journal = this[append.Id.Value];
        if ((append.ExpectedVersion, append.ExpectedWriter) != (journal.Version, journal.Writer)) return false;

        if (_journals.TryAdd(append.Id.Value, journal)) journal.Age = ++_made;
        Outbox.AddRange(append.Outgoing.Select(e => Encoding.UTF8.GetString(e.Span)));
        journal.Append(append);
        return true;
    }

    public IReadOnlyList<string> List(string prefix) =>
        [.. _journals.Keys.Where(id => id.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    public IReadOnlyList<string> ReadList(string list) =>
        [.. _journals.Where(j => j.Value.List == list).OrderByDescending(j => j.Value.Age).Select(j => j.Key)];

    public IReadOnlyList<DateTimeOffset> DueTimes(DateTimeOffset now) =>
        [.. _journals.Values.Where(j => j.WakeAt <= now).Select(j => j.WakeAt!.Value).Order()];

    public int DeleteExpired(DateTimeOffset now)
    {
        var expired = _journals.Where(j => j.Value.ExpiresAt <= now).Select(j => j.Key).ToList();
        foreach (var id in expired) _journals.Remove(id);
        return expired.Count;
    }
}

internal sealed class ModelJournal
{
    public int Age { get; set; }

    public long Version { get; private set; }

    public long Writer { get; private set; }

    public string? List { get; private set; }

    public long Sequence { get; private set; }

    public DateTimeOffset? ExpiresAt { get; private set; }

    public DateTimeOffset? WakeAt { get; private set; }

    private long SnapshotVersion { get; set; }

    private byte[] Snapshot { get; set; } = [];

    private List<byte[]> Events { get; } = [];

    public void Append(JournalAppend append)
    {
        Version += append.Events.Count;
        Writer = append.Writer;
        List = append.List ?? List;
        Sequence = append.Sequence;
        ExpiresAt = append.ExpiresAt ?? ExpiresAt;
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
        Assert.Equal(Writer, content.Writer);
        Assert.Equal(Sequence, content.Sequence);
        Assert.Equal(SnapshotVersion, content.SnapshotVersion);
        Assert.Equal(Snapshot, content.Snapshot.ToArray());
        Assert.Equal(Events.Select(Convert.ToHexString), content.Events.Select(e => Convert.ToHexString(e.Span)));
        Assert.Equal(WakeAt, content.WakeAt);
    }
}
