namespace Orleans.Streams;

/// <summary>Takes batches of events.</summary>
public interface IAsyncBatchObserver<T>
{
    /// <summary>Takes the next batch.</summary>
    Task OnNextAsync(IList<SequentialItem<T>> items);

    /// <summary>Learns that no event will follow.</summary>
    Task OnCompletedAsync();

    /// <summary>Learns about a failure.</summary>
    Task OnErrorAsync(Exception ex);
}
