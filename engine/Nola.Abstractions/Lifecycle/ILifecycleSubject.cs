namespace Orleans;

/// <summary>A lifecycle that is started and stopped by its owner.</summary>
public interface ILifecycleSubject : ILifecycleObservable, ILifecycleObserver;
