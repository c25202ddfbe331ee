using System.Runtime.CompilerServices;

namespace ShopActors.Storage.InMemory;

/// <summary>A journal store in this process's memory, for tests and demonstrations.</summary>
public sealed class MemoryJournalStore(TimeProvider time) : IJournalStore
{
    private readonly OutboxGrowth _growth = new();

    // Guards everything below.
    private readonly Lock _lock = new();
    private readonly Dictionary<string, MemoryJournal> _journals = [];
    private readonly SortedDictionary<long, MemoryJournal> _byAge = [];
    private readonly List<(OutboxEvent Event, DateTimeOffset At)> _outbox = [];
    private long _lastKey;
    private long _lastPosition;

    /// <summary>Creates an empty store.</summary>
    public MemoryJournalStore()
        : this(TimeProvider.System)
    {
    }

    /// <inheritdoc/>
    public bool IsOrdered => false;

    /// <inheritdoc/>
    public long Generation => 0;

    /// <summary>True, because the silos of a test share one store.</summary>
    public bool IsShared => true;

    /// <inheritdoc/>
    public ValueTask<JournalContent> ReadAsync(JournalId id, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return new(_journals.TryGetValue(id.Value, out var journal) ? journal.ToContent() : JournalContent.Empty);
        }
    }

    /// <inheritdoc/>
    public ValueTask<JournalPosition> ReadPositionAsync(JournalId id, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return new(_journals.TryGetValue(id.Value, out var journal) ? journal.Position : default);
        }
    }

    /// <inheritdoc/>
    public ValueTask<long> AppendAsync(JournalAppend append, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(append);
        append.Validate();
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            var known = _journals.TryGetValue(append.Id.Value, out var journal);
            journal ??= new MemoryJournal(append.Id, _lastKey + 1);
            if (new JournalPosition(append.ExpectedVersion, append.ExpectedWriter) != journal.Position)
            {
                return ValueTask.FromException<long>(new JournalConflictException(append.Id, append.ExpectedVersion));
            }

            if (!known)
            {
                _lastKey = journal.Key;
                _journals.Add(append.Id.Value, journal);
                _byAge.Add(journal.Key, journal);
            }

            journal.Add(append);
            foreach (var e in append.Outgoing)
            {
                _outbox.Add((new(++_lastPosition, e.ToArray()), time.GetUtcNow()));
            }

            if (append.Outgoing.Count > 0) _growth.Signal();
            return new(journal.Position.Version);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<JournalId> ListAsync(
        string prefix, JournalId after = default,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        string[] ids;
        lock (_lock)
        {
            ids = [.. _journals.Keys
                .Where(id => id.StartsWith(prefix, StringComparison.Ordinal))
                .Where(id => string.CompareOrdinal(id, after.Value) > 0)
                .Order(StringComparer.Ordinal)];
        }

        foreach (var id in ids)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new JournalId(id);
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ListedJournal>> ReadListAsync(
        string list, long? before, int max, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return new([.. _byAge.Values.Reverse()
                .Where(journal => journal.List == list && (before is null || journal.Key < before))
                .Take(max)
                .Select(journal => new ListedJournal(journal.Key, journal.Id))]);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ListedJournal>> ReadListsAsync(
        string prefix, long? before, int max, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return new([.. _byAge.Values.Reverse()
                .Where(journal => journal.List?.StartsWith(prefix, StringComparison.Ordinal) == true)
                .Where(journal => before is null || journal.Key < before)
                .Take(max)
                .Select(journal => new ListedJournal(journal.Key, journal.Id))]);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DueJournal>> ReadDueAsync(
        DateTimeOffset now, int max, JournalShare share, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return new([.. _byAge.Values
                .Where(journal => journal.WakeAt <= now && journal.Key % share.Count == share.Index)
                .OrderBy(journal => journal.WakeAt)
                .Take(max)
                .Select(journal => new DueJournal(journal.Id, journal.WakeAt!.Value))]);
        }
    }

    /// <inheritdoc/>
    public ValueTask<JournalSweep> DeleteExpiredAsync(
        DateTimeOffset now, long after, int max, JournalShare share, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            var seen = _byAge.Values
                .Where(journal => journal.Key > after && journal.Key % share.Count == share.Index)
                .Take(max)
                .ToList();
            var deleted = seen.Where(journal => journal.ExpiresAt <= now).ToList();
            foreach (var journal in deleted)
            {
                _byAge.Remove(journal.Key);
                _journals.Remove(journal.Id.Value);
            }

            return new(new JournalSweep(seen.Count < max ? null : seen[^1].Key, deleted.Count));
        }
    }

    /// <inheritdoc/>
    public Task OutboxGrowth => _growth.Next;

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OutboxEvent>> ReadOutboxAsync(
        long after, int max, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return new([.. _outbox.Select(entry => entry.Event).Where(e => e.Position > after).Take(max)]);
        }
    }

    /// <inheritdoc/>
    public ValueTask<long> ReadOutboxEndAsync(CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return new(_lastPosition);
        }
    }

    /// <inheritdoc/>
    public ValueTask<int> TrimOutboxAsync(
        long upTo, DateTimeOffset before, int max, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            var count = _outbox.Take(Math.Min(max, _outbox.Count - 1))
                .TakeWhile(entry => entry.Event.Position <= upTo && entry.At < before).Count();
            _outbox.RemoveRange(0, count);
            return new(count);
        }
    }
}
