namespace Orleans.Runtime;

/// <summary>A limit on queued requests was reached; the request was not executed.</summary>
[GenerateSerializer]
public sealed class LimitExceededException : OrleansException
{
    /// <summary>An exception with the default message.</summary>
    public LimitExceededException()
        : base("A limit on queued requests was reached; the request was not executed.")
    {
    }

    /// <summary>An exception with a message.</summary>
    public LimitExceededException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and a cause.</summary>
    public LimitExceededException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
