namespace ShopActors.Storage;

/// <summary>Tells waiting readers that the outbox has grown.</summary>
internal sealed class OutboxGrowth
{
    private TaskCompletionSource _next = New();

    /// <summary>Completes at the next <see cref="Signal"/>.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Signal() => Interlocked.Exchange(ref _next, New()).TrySetResult();

    // Readers continue elsewhere: the thread that signals writes.
    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
