namespace Orleans.Runtime;

/// <summary>An enumeration that is fetched from a grain in batches.</summary>
internal interface IBatchedAsyncEnumerable<out T> : IAsyncEnumerable<T>
{
    int MaxBatchSize { get; set; }
}
