namespace ShopActors.Storage;

/// <summary>Keeps one append in flight: commits that arrive meanwhile share the next one.</summary>
internal sealed class GroupedCommits(
    JournalId id, JournalContent content, JournalGrainServices services, IJournalOwner owner)
    : JournalCommits(id, content, services, owner)
{
    // The oldest group not yet appended, and the newest group of all. A group in flight is only the latter.
    private CommitGroup? _waiting;
    private CommitGroup? _newest;
    private bool _isFlushing;

    public override Task Durable => _newest?.Durable ?? Task.CompletedTask;

    public override Task Ordered => Durable;

    public override Task AddAsync(ReadOnlyMemory<byte>[] events, CommitTerms terms)
    {
        var group = GroupFor(events);
        group.Add(events, terms);
        if (!_isFlushing)
        {
            _isFlushing = true;
            _ = FlushAsync();
        }

        return group.Durable;
    }

    private CommitGroup GroupFor(ReadOnlyMemory<byte>[] events)
    {
        if (_waiting is not null && _newest!.Bytes + Length(events) <= Options.AppendBytesMax) return _newest;

        var group = new CommitGroup();
        if (_waiting is null)
        {
            _waiting = group;
        }
        else
        {
            _newest!.Next = group;
        }

        _newest = group;
        return group;
    }

    private async Task FlushAsync()
    {
        var group = _waiting;
        try
        {
            for (; group is not null; group = _waiting)
            {
                _waiting = group.Next;

                // Only the newest group ends with the state in memory.
                if (group.Terms.Erases) _waiting?.Erase();
                var snapshot = TakeSnapshot(group.Events.Count, group.Bytes, _waiting is null, group.Terms.Erases);
                await Store.AppendAsync(Next(group.Events, snapshot, group.Terms));
                if (_waiting is null)
                {
                    _newest = null;
                }

                group.Complete();
            }

            _isFlushing = false;
        }
        catch (Exception e)
        {
            // On any error the group's outcome is unknown and memory is ahead of the journal: end the activation.
            Fail(group!, Owner.GiveUp(e));
        }
    }

    private void Fail(CommitGroup group, JournalStoreException failure)
    {
        group.Fail(failure);
        for (; _waiting is not null; _waiting = _waiting.Next)
        {
            // These groups were never sent, so their callers may simply retry.
            _waiting.Fail(JournalGrainErrors.GivenUp(Id, failure));
        }
    }
}
