namespace Orleans.Streams;

/// <summary>Takes events.</summary>
public interface IAsyncObserver<in T>
{
    /// <summary>Takes the next event.</summary>
    Task OnNextAsync(T item, StreamSequenceToken? token = null);

    /// <summary>Learns that no event will follow.</summary>
    Task OnCompletedAsync();

    /// <summary>Learns about a failure.</summary>
    Task OnErrorAsync(Exception ex);
}
