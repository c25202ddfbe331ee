namespace Orleans;

/// <summary>Runs functions one after the other, in the order in which they were added.</summary>
public class AsyncSerialExecutor
{
    private readonly AsyncSerialExecutor<bool> _executor = new();

    /// <summary>Adds a function; the task ends as its own does.</summary>
    public Task AddNext(Func<Task> func)
    {
        ArgumentNullException.ThrowIfNull(func);
        return _executor.AddNext(async () =>
        {
            await func();
            return true;
        });
    }
}
