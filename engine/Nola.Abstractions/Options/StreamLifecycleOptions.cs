namespace Orleans.Configuration;

/// <summary>When a stream provider starts.</summary>
public class StreamLifecycleOptions
{
    /// <summary>Whether events are delivered from the start.</summary>
    public enum RunState
    {
        /// <summary>Unspecified.</summary>
        None = 0,

        /// <summary>Prepared, not delivering.</summary>
        Initialized = 1,

        /// <summary>Delivering.</summary>
        AgentsStarted = 2,

        /// <summary>Not delivering.</summary>
        AgentsStopped = 3,
    }

    /// <summary>Whether events are delivered from the start.</summary>
    /// <value>Default: <see cref="RunState.AgentsStarted"/>.</value>
    public RunState StartupState { get; set; } = RunState.AgentsStarted;

    /// <summary>The stage in which the provider is prepared.</summary>
    /// <value>Default: 10000.</value>
    public int InitStage { get; set; } = ServiceLifecycleStage.ApplicationServices;

    /// <summary>The stage in which the provider starts.</summary>
    /// <value>Default: 20000.</value>
    public int StartStage { get; set; } = ServiceLifecycleStage.Active;
}
