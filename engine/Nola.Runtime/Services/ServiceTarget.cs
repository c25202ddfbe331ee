using Nola.Runtime.Activation;

namespace Nola.Runtime.Services;

/// <summary>A service of this silo with a turn queue. Its calls interleave, and it lives as long as the silo.</summary>
internal sealed class ServiceTarget : GrainActivation
{
    private readonly object _service;

    public ServiceTarget(GrainClass grainClass, GrainId grainId, object service)
        : base(grainClass, grainId)
    {
        _service = service;
        BecomeValidWithoutInstance();
    }

    public override object? GetTargetFor(Request request) =>
        request.Method.IsExtension ? base.GetTargetFor(request) : _service;

    /// <summary>Runs something on the service's turn.</summary>
    public Task RunAsync(Func<Task> action)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        QueueAction(() => _ = ForwardAsync(action, done));
        return done.Task;
    }

    private static async Task ForwardAsync(Func<Task> action, TaskCompletionSource done)
    {
        try
        {
            await action();
            done.TrySetResult();
        }
        catch (Exception exception) // Whoever waits for it decides.
        {
            done.TrySetException(exception);
        }
    }
}
