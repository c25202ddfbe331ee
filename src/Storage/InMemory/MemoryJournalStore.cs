using System.Runtime.CompilerServices;

namespace ShopActors.Storage.InMemory;

/// <summary>A journal store in this process's memory, for tests and demonstrations.</summary>
public sealed class MemoryJournalStore : IJournalStore
{
    // Guards everything below.
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, Journal> _journals = new(StringComparer.Ordinal);
    private readonly SortedSet<(DateTimeOffset At, string Id)> _wakeUps = new(WakeUpOrder.Instance);

    /// <inheritdoc/>
    public bool IsOrdered => false;

    /// <inheritdoc/>
    public bool IsInForce(long ownerEpoch) => true;

    /// <inheritdoc/>
    public ValueTask<JournalContent> Claim(JournalId id, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (!_journals.TryGetValue(id.Value, out var journal))
            {
                _journals.Add(id.Value, journal = new Journal());
            }

            journal.OwnerEpoch++;
            return ValueTask.FromResult(journal.ToContent());
        }
    }

    /// <inheritdoc/>
    public ValueTask<long> Append(JournalAppend append, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(append);
        append.Validate();
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (!_journals.TryGetValue(append.Id.Value, out var journal))
            {
                journal = new Journal();
            }

            if (append.ExpectedVersion != journal.Version || append.OwnerEpoch != journal.OwnerEpoch)
            {
                return ValueTask.FromException<long>(new JournalConflictException(
                    append.Id, append.ExpectedVersion, journal.Version, append.OwnerEpoch, journal.OwnerEpoch));
            }

            _journals[append.Id.Value] = journal;
            journal.Add(append);
            if (!append.WakeUp.IsKeep)
            {
                Reschedule(append.Id.Value, journal, append.WakeUp.Time);
            }

            return ValueTask.FromResult(journal.Version);
        }
    }

    /// <inheritdoc/>
    public ValueTask<JournalContent?> Read(JournalId id, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return ValueTask.FromResult(
                _journals.TryGetValue(id.Value, out var journal) && journal.IsWritten ? journal.ToContent() : null);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<JournalId> List(
        string prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        string[] ids;
        lock (_lock)
        {
            ids = [.. _journals
                .Where(j => j.Value.IsWritten && j.Key.StartsWith(prefix, StringComparison.Ordinal))
                .Select(j => j.Key)];
        }

        foreach (var id in ids)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new JournalId(id);
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DueJournal>> ReadDue(
        DateTimeOffset now, int max, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return ValueTask.FromResult<IReadOnlyList<DueJournal>>(
                [.. _wakeUps.TakeWhile(w => w.At <= now).Take(max).Select(w => new DueJournal(new(w.Id), w.At))]);
        }
    }

    private void Reschedule(string id, Journal journal, DateTimeOffset? at)
    {
        if (journal.WakeAt is { } old)
        {
            _wakeUps.Remove((old, id));
        }

        journal.WakeAt = at;
        if (at is { } time)
        {
            _wakeUps.Add((time, id));
        }
    }

    private sealed class Journal
    {
        private readonly List<ReadOnlyMemory<byte>> _events = [];
        private long _snapshotVersion;
        private ReadOnlyMemory<byte> _snapshot;

        public long Version { get; private set; }

        public long OwnerEpoch { get; set; }

        public DateTimeOffset? WakeAt { get; set; }

        public bool IsWritten { get; private set; }

        public void Add(JournalAppend append)
        {
            IsWritten = true;
            Version = append.NewVersion;
            if (append.Snapshot.IsEmpty)
            {
                _events.AddRange(append.Events.Select(e => (ReadOnlyMemory<byte>)e.ToArray()));
                return;
            }

            _events.Clear();
            _snapshot = append.Snapshot.ToArray();
            _snapshotVersion = Version;
        }

        public JournalContent ToContent() =>
            new(Version, OwnerEpoch, _snapshotVersion, _snapshot, [.. _events], WakeAt);
    }

    private sealed class WakeUpOrder : IComparer<(DateTimeOffset At, string Id)>
    {
        public static WakeUpOrder Instance { get; } = new();

        public int Compare((DateTimeOffset At, string Id) x, (DateTimeOffset At, string Id) y) =>
            x.At != y.At ? x.At.CompareTo(y.At) : string.CompareOrdinal(x.Id, y.Id);
    }
}
