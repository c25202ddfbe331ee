namespace Orleans.Runtime;

/// <summary>Takes state along when an activation migrates.</summary>
public interface IGrainMigrationParticipant
{
    /// <summary>Called at the source: adds what is to travel.</summary>
    void OnDehydrate(IDehydrationContext dehydrationContext);

    /// <summary>Called at the destination: takes what has travelled.</summary>
    void OnRehydrate(IRehydrationContext rehydrationContext);
}
