namespace Orleans.Streams;

/// <summary>The cache of the stream is full.</summary>
[GenerateSerializer]
public sealed class CacheFullException : Orleans.Runtime.OrleansException
{
    /// <summary>An exception with the default message.</summary>
    public CacheFullException()
        : base("The cache of the stream is full.")
    {
    }

    /// <summary>An exception with a message.</summary>
    public CacheFullException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and a cause.</summary>
    public CacheFullException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
