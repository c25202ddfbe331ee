using ShopActors.Storage;

namespace ShopActors.Grains.Tests.Primitives;

/// <summary>
/// A store of which, by a seeded draw, some appends fail: half of those before anything was written, half after.
/// </summary>
internal sealed class FlakyJournalStore(IJournalStore inner, int seed, double failures) : IJournalStore
{
    private readonly Random _random = new(seed);
    private int _failed;

    /// <summary>How many appends failed.</summary>
    public int Failed => Volatile.Read(ref _failed);

    /// <summary>Whether appends may fail now.</summary>
    public bool IsFailing { get; set; } = true;

    public bool IsOrdered => false;

    public bool IsInForce(long ownerEpoch) => true;

    public ValueTask<JournalContent> Claim(JournalId id, CancellationToken cancellationToken = default) =>
        inner.Claim(id, cancellationToken);

    public async ValueTask<long> Append(JournalAppend append, CancellationToken cancellationToken = default)
    {
        double draw;
        lock (_random) draw = _random.NextDouble();
        var fails = IsFailing && draw < failures;
        if (fails && draw < failures / 2) throw Failure();
        var version = await inner.Append(append, cancellationToken);
        return fails ? throw Failure() : version;
    }

    public ValueTask<JournalContent?> Read(JournalId id, CancellationToken cancellationToken = default) =>
        inner.Read(id, cancellationToken);

    public IAsyncEnumerable<JournalId> List(string prefix, CancellationToken cancellationToken = default) =>
        inner.List(prefix, cancellationToken);

    public ValueTask<IReadOnlyList<DueJournal>> ReadDue(
        DateTimeOffset now, int max, CancellationToken cancellationToken = default) =>
        inner.ReadDue(now, max, cancellationToken);

    private JournalStoreException Failure()
    {
        Interlocked.Increment(ref _failed);
        return new(JournalStoreFailure.OutcomeUnknown, "The store failed on purpose.");
    }
}
