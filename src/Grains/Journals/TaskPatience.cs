namespace ShopActors;

/// <summary>Waiting for work that goes on by itself.</summary>
internal static class TaskPatience
{
    /// <summary>
    /// Waits for the task, no longer than the time; returns whether it has ended, and throws what it threw. A task that
    /// ends just when the time is over has ended: its caller must not see a time-out.
    /// </summary>
    public static async Task<bool> EndsWithinAsync(this Task task, TimeSpan time, TimeProvider clock)
    {
        if (!task.IsCompleted)
        {
            await task.WaitAsync(time, clock).ConfigureAwait(
                ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        if (!task.IsCompleted) return false;
        await task;
        return true;
    }
}
