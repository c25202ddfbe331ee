namespace ShopActors.Storage;

/// <summary>Commits of one grain that share one append.</summary>
internal sealed class CommitGroup
{
    private readonly TaskCompletionSource _durable = new();

    // The events of the first commit, and a list only from the second commit on: most groups hold one.
    private IReadOnlyList<ReadOnlyMemory<byte>> _events = [];

    public IReadOnlyList<ReadOnlyMemory<byte>> Events => _events;

    /// <summary>The next group in the queue.</summary>
    public CommitGroup? Next { get; set; }

    public CommitTerms Terms { get; private set; }

    public long Bytes { get; private set; }

    public Task Durable => _durable.Task;

    public void Add(ReadOnlyMemory<byte>[] events, CommitTerms terms)
    {
        if (_events.Count == 0)
        {
            _events = events;
        }
        else if (_events is List<ReadOnlyMemory<byte>> list)
        {
            list.AddRange(events);
        }
        else
        {
            _events = new List<ReadOnlyMemory<byte>>([.. _events, .. events]);
        }

        Terms = terms.Over(Terms);
        foreach (var e in events)
        {
            Bytes += e.Length;
        }
    }

    /// <summary>
    /// Takes over an erasure that an earlier group could not perform, because its state was not the newest.
    /// </summary>
    public void Erase() => Terms = Terms with { Erases = true };

    public void Complete() => _durable.TrySetResult();

    public void Fail(Exception exception)
    {
        _durable.TrySetException(exception);

        // Observe the exception: a commit that nothing awaits must not surface as an unobserved task exception.
        _ = _durable.Task.Exception;
    }
}
