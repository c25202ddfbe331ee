namespace Orleans;

/// <summary>Subscribes itself to a lifecycle.</summary>
public interface ILifecycleParticipant<TLifecycleObservable>
    where TLifecycleObservable : ILifecycleObservable
{
    /// <summary>Called before the lifecycle starts.</summary>
    void Participate(TLifecycleObservable lifecycle);
}
