namespace ShopActors.Storage;

/// <summary>
/// Hands every commit to the store at once, because the store keeps the order of all journals: from then on other
/// grains may build on it.
/// </summary>
internal sealed class OrderedCommits(
    JournalId id, JournalContent content, long generation, JournalGrainServices services, IJournalOwner owner)
    : JournalCommits(id, content, services, owner)
{
    private Task _newest = Task.CompletedTask;

    public override Task Durable => _newest;

    public override Task Ordered => Store.Generation == generation
        ? Task.CompletedTask
        : Task.FromException(Owner.GiveUp(new JournalStoreException(
            JournalStoreFailure.Unavailable, $"An append that journal '{Id}' may depend on was not written.")));

    public override Task AddAsync(ReadOnlyMemory<byte>[] events, CommitTerms terms)
    {
        var snapshot = TakeSnapshot(events.Length, Length(events), isNewest: true, terms.Erases);
        _newest = WatchAsync(Store.AppendAsync(Next(events, snapshot, terms) with { Generation = generation }));
        return _newest;
    }

    /// <summary>Ends the activation before any waiter of this append continues.</summary>
    private async Task WatchAsync(ValueTask<long> append)
    {
        try
        {
            await append;
        }
        catch (Exception e)
        {
            Owner.GiveUp(e);
            throw;
        }
    }
}
