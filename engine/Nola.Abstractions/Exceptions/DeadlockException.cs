namespace Orleans.Runtime;

/// <summary>A call waits for itself: neither it nor its ancestors could ever end.</summary>
[GenerateSerializer]
public sealed class DeadlockException : OrleansException
{
    /// <summary>An exception with the default message.</summary>
    public DeadlockException()
        : base("A call waits for itself: neither it nor its ancestors could ever end.")
    {
    }

    /// <summary>An exception with a message.</summary>
    public DeadlockException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and a cause.</summary>
    public DeadlockException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
