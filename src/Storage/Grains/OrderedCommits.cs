namespace ShopActors.Storage;

/// <summary>
/// Every commit is handed to the store at once, one behind the other, because the store keeps their order among all
/// journals: from then on others may rely on it.
/// </summary>
internal sealed class OrderedCommits(
    JournalId id, JournalContent content, JournalGrainServices services, IJournalOwner owner)
    : JournalCommits(id, content, services, owner)
{
    private Task _newest = Task.CompletedTask;
    private long _version = content.Version;

    public override Task Durable => _newest;

    public override Task Ordered => Store.IsInForce(OwnerEpoch)
        ? Task.CompletedTask
        : Task.FromException(Owner.GiveUp(new JournalStoreException(
            JournalStoreFailure.Unavailable, $"Something that journal '{Id}' may rely on was not written.")));

    public override Task Add(ReadOnlyMemory<byte>[] events, WakeUp wakeUp)
    {
        var snapshot = TakeSnapshot(events.Length, Length(events), isNewest: true);
        var append = new JournalAppend(Id, _version, OwnerEpoch, events, snapshot, wakeUp) { IsReliedOn = true };
        _version = append.NewVersion;
        _newest = Store.Append(append).AsTask();
        if (!_newest.IsCompletedSuccessfully)
        {
            // On this activation's turn, before whoever awaits the commit: they were registered later.
            _newest.ContinueWith(
                static (written, owner) => ((IJournalOwner)owner!).GiveUp(written.Exception!.InnerException!),
                Owner,
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Current);
        }

        return _newest;
    }
}
