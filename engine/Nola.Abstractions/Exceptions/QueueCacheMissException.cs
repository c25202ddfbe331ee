namespace Orleans.Streams;

/// <summary>The requested event is no longer in the cache.</summary>
[GenerateSerializer]
public sealed class QueueCacheMissException : DataNotAvailableException
{
    /// <summary>An exception with the default message.</summary>
    public QueueCacheMissException()
        : base("The requested event is no longer in the cache.")
    {
    }

    /// <summary>An exception with a message.</summary>
    public QueueCacheMissException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and a cause.</summary>
    public QueueCacheMissException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
