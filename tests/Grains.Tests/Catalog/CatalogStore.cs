using ShopActors.Storage;
using ShopActors.Storage.InMemory;

namespace ShopActors.Grains.Tests.Catalog;

/// <summary>A store that counts what it is asked, and fails, hangs or takes time as a test says.</summary>
internal sealed class CatalogStore(IJournalStore? inner = null) : StoreDecorator(inner ?? new MemoryJournalStore())
{
    private int _reads;
    private int _scans;

    /// <summary>How many journals were read.</summary>
    public int Reads => Volatile.Read(ref _reads);

    /// <summary>How many first pages of a list were read.</summary>
    public int Scans => Volatile.Read(ref _scans);

    /// <summary>What every read fails with; null for none.</summary>
    public JournalStoreException? Failure { get; set; }

    /// <summary>What every read waits for.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>Runs with every read, such as to let time pass.</summary>
    public Action<JournalId>? OnRead { get; set; }

    public override async ValueTask<JournalContent> ReadAsync(
        JournalId id, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _reads);
        await Gate.WaitAsync(cancellationToken);
        OnRead?.Invoke(id);
        return Failure is { } failure ? throw failure : await base.ReadAsync(id, cancellationToken);
    }

    public override async ValueTask<IReadOnlyList<ListedJournal>> ReadListAsync(
        string list, long? before, int max, CancellationToken cancellationToken = default)
    {
        if (before is null) Interlocked.Increment(ref _scans);
        await Gate.WaitAsync(cancellationToken);
        return Failure is { } failure ? throw failure : await base.ReadListAsync(list, before, max, cancellationToken);
    }

    public static JournalStoreException Away() => new(JournalStoreFailure.Unavailable, "The store is away on purpose.");
}
