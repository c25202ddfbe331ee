namespace ShopActors;

/// <summary>
/// Runs a saga. The next step follows from the state alone, so commands need only add events, and continuing after a
/// crash is the normal case. At most one loop runs per activation; further callers join it.
/// </summary>
/// <param name="next">The next step; null if nothing is left to do.</param>
/// <param name="perform">Performs a step and records its outcome; false to pause the loop.</param>
internal sealed class SagaLoop<TStep>(Func<TStep?> next, Func<TStep, Task<bool>> perform)
    where TStep : struct
{
    private Task _running = Task.CompletedTask;

    public bool IsIdle => _running.IsCompleted;

    /// <summary>Completes when the loop ends: the running one, or a new one.</summary>
    public Task RunAsync() => _running.IsCompleted ? _running = LoopAsync() : _running;

    private async Task LoopAsync()
    {
        while (next() is { } step)
        {
            if (!await perform(step)) return;
        }
    }
}
