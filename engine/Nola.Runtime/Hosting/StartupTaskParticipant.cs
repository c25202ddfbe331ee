namespace Nola.Runtime.Hosting;

/// <summary>A startup task as an observer of the silo's lifecycle.</summary>
internal sealed class StartupTaskParticipant(Func<CancellationToken, Task> task, int stage)
    : ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(StartupTaskParticipant), stage, task);
}
