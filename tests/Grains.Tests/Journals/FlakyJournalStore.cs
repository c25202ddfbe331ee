using ShopActors.Storage;

namespace ShopActors.Grains.Tests.Journals;

/// <summary>
/// A store of which, by a seeded draw, some appends fail: half of those before anything was written, half after.
/// </summary>
internal sealed class FlakyJournalStore(IJournalStore inner, int seed, double failures) : StoreDecorator(inner)
{
    private readonly Random _random = new(seed);
    private int _failed;

    /// <summary>How many appends failed.</summary>
    public int Failed => Volatile.Read(ref _failed);

    /// <summary>Whether appends may fail now.</summary>
    public bool IsFailing { get; set; } = true;

    public override async ValueTask<long> AppendAsync(
        JournalAppend append, CancellationToken cancellationToken = default)
    {
        double draw;
        lock (_random) draw = _random.NextDouble();
        var fails = IsFailing && draw < failures;
        if (fails && draw < failures / 2) throw Failure();
        var version = await base.AppendAsync(append, cancellationToken);
        return fails ? throw Failure() : version;
    }

    private JournalStoreException Failure()
    {
        Interlocked.Increment(ref _failed);
        return new(JournalStoreFailure.OutcomeUnknown, "The store failed on purpose.");
    }
}
