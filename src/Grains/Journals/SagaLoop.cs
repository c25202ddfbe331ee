namespace ShopActors;

/// <summary>
/// Carries a saga on: the state alone says what the next step is, so commands only add events and the loop
/// sees them, and going on after a crash is the same as going on. At most one loop runs per activation; who
/// asks meanwhile joins it.
/// </summary>
/// <param name="next">The next step; null when nothing is left to do.</param>
/// <param name="perform">Does a step and records what came of it; false to end the loop for now.</param>
internal sealed class SagaLoop<TStep>(Func<TStep?> next, Func<TStep, Task<bool>> perform)
    where TStep : struct
{
    private Task _running = Task.CompletedTask;

    public bool IsIdle => _running.IsCompleted;

    /// <summary>Ends when the loop does: the one under way, or a new one.</summary>
    public Task Run() => _running.IsCompleted ? _running = Loop() : _running;

    private async Task Loop()
    {
        while (next() is { } step)
        {
            if (!await perform(step)) return;
        }
    }
}
