namespace ShopActors.Storage;

/// <summary>Commits of one grain that share one append.</summary>
internal sealed class CommitGroup
{
    private readonly List<ReadOnlyMemory<byte>> _events = [];
    private readonly TaskCompletionSource _durable = new();

    public IReadOnlyList<ReadOnlyMemory<byte>> Events => _events;

    public WakeUp WakeUp { get; private set; }

    public long Bytes { get; private set; }

    public Task Durable => _durable.Task;

    public void Add(ReadOnlyMemory<byte>[] events, WakeUp wakeUp)
    {
        _events.AddRange(events);
        WakeUp = wakeUp.Over(WakeUp);
        foreach (var e in events)
        {
            Bytes += e.Length;
        }
    }

    public void Complete() => _durable.TrySetResult();

    public void Fail(Exception exception)
    {
        _durable.TrySetException(exception);

        // A commit that nobody awaited must not surface as an unobserved exception: the activation ends anyway.
        _ = _durable.Task.Exception;
    }
}
