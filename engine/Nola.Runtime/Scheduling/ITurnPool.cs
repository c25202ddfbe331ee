namespace Nola.Runtime.Scheduling;

/// <summary>The threads that run turns. A simulation replaces it to decide the order itself.</summary>
internal interface ITurnPool
{
    /// <summary>Runs the queue's turns soon, on some thread.</summary>
    void Schedule(TurnQueue queue);
}

/// <summary>The thread pool of the process.</summary>
internal sealed class ThreadTurnPool : ITurnPool
{
    public static ThreadTurnPool Instance { get; } = new();

    // Local queues keep a conversation of two grains on one processor; idle processors steal from them.
    public void Schedule(TurnQueue queue) => ThreadPool.UnsafeQueueUserWorkItem(queue, preferLocal: true);
}
