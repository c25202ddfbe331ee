namespace Nola.Runtime.Scheduling;

/// <summary>Something that runs as one turn of a <see cref="TurnQueue"/>. An item is in at most one queue at a time.</summary>
internal abstract class WorkItem
{
    /// <summary>The next item of the queue that holds this one; owned by that queue.</summary>
    internal WorkItem? Next;

    /// <summary>Runs on the turn. What it throws is reported by the queue and ends nothing else.</summary>
    public abstract void Execute();
}

/// <summary>A callback with its state as a turn; what <see cref="SynchronizationContext.Post"/> becomes.</summary>
internal sealed class CallbackItem : WorkItem
{
    private static readonly WorkItemDepot Depot = new();

    [ThreadStatic]
    private static WorkItemPool t_pool;

    private SendOrPostCallback? _callback;
    private object? _state;

    public static CallbackItem Rent(SendOrPostCallback callback, object? state)
    {
        var item = t_pool.Take(Depot) as CallbackItem ?? new CallbackItem();
        item._callback = callback;
        item._state = state;
        return item;
    }

    public override void Execute()
    {
        var callback = _callback!;
        var state = _state;
        _callback = null;
        _state = null;

        // The queue has let go of the item: it may carry the next callback before this one returns.
        t_pool.Return(this, Depot);
        callback(state);
    }
}
