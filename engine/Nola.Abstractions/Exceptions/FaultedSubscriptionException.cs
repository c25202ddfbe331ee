namespace Orleans.Streams;

/// <summary>The subscription is faulted; no event is delivered to it.</summary>
[GenerateSerializer]
public sealed class FaultedSubscriptionException : Orleans.Runtime.OrleansException
{
    /// <summary>An exception with the default message.</summary>
    public FaultedSubscriptionException()
        : base("The subscription is faulted; no event is delivered to it.")
    {
    }

    /// <summary>An exception with a message.</summary>
    public FaultedSubscriptionException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and a cause.</summary>
    public FaultedSubscriptionException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
