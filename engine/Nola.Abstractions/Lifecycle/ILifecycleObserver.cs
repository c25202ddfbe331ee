namespace Orleans;

/// <summary>Takes part in one stage of a lifecycle.</summary>
public interface ILifecycleObserver
{
    /// <summary>Called when the lifecycle reaches the stage.</summary>
    Task OnStart(CancellationToken cancellationToken = default);

    /// <summary>Called when the lifecycle leaves the stage, in reverse order of the stages.</summary>
    Task OnStop(CancellationToken cancellationToken = default);
}
