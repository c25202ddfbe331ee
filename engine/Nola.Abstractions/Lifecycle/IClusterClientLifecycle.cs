namespace Orleans;

/// <summary>The lifecycle of a cluster client.</summary>
public interface IClusterClientLifecycle : ILifecycleObservable;
