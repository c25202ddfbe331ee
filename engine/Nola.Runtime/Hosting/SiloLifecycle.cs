using Microsoft.Extensions.Logging;

namespace Nola.Runtime.Hosting;

/// <summary>The stages of a silo.</summary>
internal sealed class SiloLifecycle(ILogger<SiloLifecycle> logger) : LifecycleSubject(logger), ISiloLifecycleSubject
{
    public int HighestCompletedStage { get; private set; } = int.MinValue;

    public int LowestStoppedStage { get; private set; } = int.MaxValue;

    protected override void OnStartStageCompleted(int stage)
    {
        HighestCompletedStage = stage;
        base.OnStartStageCompleted(stage);
    }

    protected override void OnStopStageCompleted(int stage)
    {
        LowestStoppedStage = stage;
        base.OnStopStageCompleted(stage);
    }
}
