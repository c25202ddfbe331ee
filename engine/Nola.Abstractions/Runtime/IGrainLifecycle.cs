namespace Orleans.Runtime;

/// <summary>The lifecycle of an activation.</summary>
public interface IGrainLifecycle : ILifecycleObservable
{
    /// <summary>Adds a participant of migration.</summary>
    void AddMigrationParticipant(IGrainMigrationParticipant participant);

    /// <summary>Removes a participant of migration.</summary>
    void RemoveMigrationParticipant(IGrainMigrationParticipant participant);
}
