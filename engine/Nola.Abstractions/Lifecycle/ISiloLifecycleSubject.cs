namespace Orleans.Runtime;

/// <summary>The lifecycle of a silo, as its owner sees it.</summary>
public interface ISiloLifecycleSubject : ISiloLifecycle, ILifecycleObserver;
