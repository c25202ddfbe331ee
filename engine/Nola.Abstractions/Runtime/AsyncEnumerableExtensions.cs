namespace Orleans.Runtime;

/// <summary>Options of enumerations that come from grains.</summary>
public static class AsyncEnumerableExtensions
{
    /// <summary>How many items a batch of the enumeration has at most.</summary>
    public static IAsyncEnumerable<T> WithBatchSize<T>(this IAsyncEnumerable<T> self, int maxBatchSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxBatchSize);
        if (self is IBatchedAsyncEnumerable<T> batched) batched.MaxBatchSize = maxBatchSize;
        return self;
    }
}
