namespace ShopActors.Storage.Tests.Conformance;

/// <summary>One store under test, and how to close it and open it again.</summary>
public abstract class StoreFixture : IAsyncDisposable
{
    public abstract IJournalStore Store { get; }

    /// <summary>Whether what was appended outlives a reopening.</summary>
    public abstract bool IsDurable { get; }

    public abstract ValueTask Reopen();

    /// <summary>
    /// All events for others, once there are so many: in PostgreSQL they appear when transactions of other tests that
    /// are older have ended.
    /// </summary>
    public async Task<List<OutboxEvent>> ReadOutboxAsync(int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var events = await Store.ReadOutboxAsync(0, count + 10, patience.Token);
            if (events.Count >= count) return [.. events];

            await Task.Yield();
            patience.Token.ThrowIfCancellationRequested();
        }
    }

    public abstract ValueTask DisposeAsync();
}
