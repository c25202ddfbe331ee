namespace Orleans;

/// <summary>A lifecycle that observers can take part in.</summary>
public interface ILifecycleObservable
{
    /// <summary>Adds an observer to a stage; disposing the result removes it.</summary>
    IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer);
}
