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
internal sealed class CallbackItem(SendOrPostCallback callback, object? state) : WorkItem
{
    public override void Execute() => callback(state);
}
