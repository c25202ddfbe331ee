using ShopActors.Storage;

namespace ShopActors.Grains.Tests.Checkout;

/// <summary>
/// The one log of a process, as the SQLite store is one: appends become durable one after the other in the order in
/// which they were handed over, and all that were not are gone with the process. One that fails voids all that was read
/// before it.
/// </summary>
internal sealed class SimulatedLog(SimulatedProcess process)
{
    private readonly Queue<Entry> _queue = [];
    private bool _isWriting;

    /// <summary>How often everything had to wait for the log.</summary>
    public int Waits { get; private set; }

    /// <summary>Counts the failures; what was read is in force while this is what it was.</summary>
    public int Failures { get; private set; }

    public Task Append(JournalAppend append, int readAt)
    {
        if (readAt != Failures) return Task.FromException(Void());
        var entry = new Entry(append, readAt);
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
                    $"{entry.Append.Id} write",
                    static () => new JournalStoreException(JournalStoreFailure.Full, "injected"));
                if (entry.ReadAt != Failures) throw Void();
                await process.Store.AppendAsync(entry.Append);
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

    private sealed record Entry(JournalAppend Append, int ReadAt)
    {
        public TaskCompletionSource Done { get; } = new();
    }
}
