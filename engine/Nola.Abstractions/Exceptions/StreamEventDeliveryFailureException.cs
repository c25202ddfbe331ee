namespace Orleans.Streams;

/// <summary>An event could not be delivered and was skipped.</summary>
[GenerateSerializer]
public sealed class StreamEventDeliveryFailureException : Orleans.Runtime.OrleansException
{
    /// <summary>An exception with the default message.</summary>
    public StreamEventDeliveryFailureException()
        : base("An event could not be delivered and was skipped.")
    {
    }

    /// <summary>An exception with a message.</summary>
    public StreamEventDeliveryFailureException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and a cause.</summary>
    public StreamEventDeliveryFailureException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
