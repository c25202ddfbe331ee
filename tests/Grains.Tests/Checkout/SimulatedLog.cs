using ShopActors.Storage;

namespace ShopActors.Grains.Tests.Checkout;

/// <summary>
/// The one log of a process, as the file store is one: appends become durable one after the other in the order in which
/// they were handed over, and all that were not are gone with the process. One that fails voids every claim before it.
/// </summary>
internal sealed class SimulatedLog(SimulatedProcess process)
{
    private readonly Queue<Entry> _queue = [];
    private bool _isWriting;

    /// <summary>How often everything had to wait for the log.</summary>
    public int Waits { get; private set; }

    /// <summary>Counts the failures; a claim is in force while this is what it was.</summary>
    public int Failures { get; private set; }

    public Task Append(JournalAppend append, int claimedAt)
    {
        if (claimedAt != Failures) return Task.FromException(Void());
        var entry = new Entry(append, claimedAt);
        _queue.Enqueue(entry);
        if (!_isWriting) Write().Ignore();
        return entry.Done.Task;
    }

    private async Task Write()
    {
        _isWriting = true;
        await process.ReachLog();
        Waits++;
        while (_queue.TryDequeue(out var entry))
        {
            try
            {
                await process.Reach(
                    $"{entry.Append.Id} write", static () => new JournalStoreException(JournalStoreFailure.Full, "injected"));
                if (entry.ClaimedAt != Failures) throw Void();
                await process.Store.Append(entry.Append);
            }
            catch (JournalStoreException e)
            {
                Failures++;
                entry.Done.SetException(e);
                continue;
            }

            entry.Done.SetResult();
        }

        _isWriting = false;
    }

    private static JournalStoreException Void() => new(JournalStoreFailure.Unavailable, "void");

    private sealed record Entry(JournalAppend Append, int ClaimedAt)
    {
        public TaskCompletionSource Done { get; } = new();
    }
}
