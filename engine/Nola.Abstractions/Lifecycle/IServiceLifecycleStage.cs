namespace Orleans;

/// <summary>A point in the life of a silo or client that can be awaited.</summary>
public interface IServiceLifecycleStage
{
    /// <summary>Cancelled when the point is reached.</summary>
    CancellationToken Token { get; }

    /// <summary>Adds a callback; disposing the result removes it.</summary>
    IDisposable Register(
        Func<object?, CancellationToken, Task> callback, object? state = null, bool terminateOnError = true);

    /// <summary>Completes when the point is reached.</summary>
    Task WaitAsync(CancellationToken cancellationToken = default);
}
