namespace Nola.Runtime.Scheduling;

/// <summary>The scheduler that <c>Task.Factory.StartNew</c> and <c>ContinueWith</c> find inside a turn.</summary>
internal sealed class TurnScheduler(TurnQueue queue) : TaskScheduler
{
    public TurnQueue Queue { get; } = queue;

    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Executes the task on the calling thread, which owns the turn.</summary>
    /// <remarks>
    /// Without the turn's synchronization context: a task that completes runs the continuations of its own context at
    /// once, while it still is the thread's current task but has lost its scheduler. Without a context, they are posted,
    /// and awaits inside of the task come back by the scheduler.
    /// </remarks>
    public bool Run(Task task)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            return TryExecuteTask(task);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    protected override void QueueTask(Task task) => Queue.Push(new TaskItem(this, task));

    // A task that sits in the queue must not overtake what was queued before it.
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && TurnThread.CurrentQueue == Queue && Run(task);

    protected override IEnumerable<Task> GetScheduledTasks() => [];

    private sealed class TaskItem(TurnScheduler scheduler, Task task) : WorkItem
    {
        public override void Execute() => scheduler.Run(task);
    }
}
