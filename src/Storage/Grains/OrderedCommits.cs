namespace ShopActors.Storage;

/// <summary>
/// Every commit is handed to the store at once, one behind the other, because the store keeps their order among all
/// journals: from then on others may rely on it.
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
            JournalStoreFailure.Unavailable, $"Something that journal '{Id}' may rely on was not written.")));

    public override Task Add(ReadOnlyMemory<byte>[] events, CommitTerms terms)
    {
        var snapshot = TakeSnapshot(events.Length, Length(events), isNewest: true, terms.Erases);
        _newest = Watch(Store.Append(Next(events, snapshot, terms) with { Generation = generation }));
        return _newest;
    }

    /// <summary>Ends the activation before a waiter of this append goes on.</summary>
    private async Task Watch(ValueTask<long> append)
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
