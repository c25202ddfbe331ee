namespace Orleans;

/// <summary>Whether the silo or client is started, stopping or stopped.</summary>
public interface IServiceLifecycle
{
    /// <summary>Everything has started.</summary>
    IServiceLifecycleStage Started { get; }

    /// <summary>Stopping has begun.</summary>
    IServiceLifecycleStage Stopping { get; }

    /// <summary>Everything has stopped.</summary>
    IServiceLifecycleStage Stopped { get; }
}
