namespace Orleans;

/// <summary>Runs functions with results one after the other, in the order in which they were added.</summary>
public class AsyncSerialExecutor<TResult>
{
    private readonly Lock _lock = new();

    // The last function that was added. Guarded by the lock.
    private Task _last = Task.CompletedTask;

    /// <summary>Adds a function; the task ends as its own does.</summary>
    public Task<TResult> AddNext(Func<Task<TResult>> func)
    {
        ArgumentNullException.ThrowIfNull(func);
        lock (_lock)
        {
            var next = RunAfterAsync(_last, func);
            _last = next;
            return next;
        }
    }

    private static async Task<TResult> RunAfterAsync(Task before, Func<Task<TResult>> func)
    {
        await before.ConfigureAwait(
            ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        return await func();
    }
}
