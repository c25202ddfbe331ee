namespace ShopActors.Grains.Tests.Checkout;

/// <summary>
/// A write that many may wait for, each by a task of its own: of several continuations of one task the runtime hands
/// all but one to the thread pool, and the simulation is one thread.
/// </summary>
internal sealed class SimulatedWrite
{
    private readonly List<TaskCompletionSource> _waiting = [];
    private Task? _ended;

    public Task Wait()
    {
        if (_ended is not null) return _ended;
        var source = new TaskCompletionSource();
        _waiting.Add(source);
        return source.Task;
    }

    public void End(Exception? failure)
    {
        _ended = failure is null ? Task.CompletedTask : Task.FromException(failure);
        foreach (var source in _waiting)
        {
            if (failure is null) source.SetResult();
            else source.SetException(failure);
        }
    }
}
