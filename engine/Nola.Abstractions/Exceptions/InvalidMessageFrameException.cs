namespace Orleans.Runtime.Messaging;

/// <summary>A message frame is malformed.</summary>
[GenerateSerializer]
public sealed class InvalidMessageFrameException : OrleansException
{
    /// <summary>An exception with the default message.</summary>
    public InvalidMessageFrameException()
        : base("A message frame is malformed.")
    {
    }

    /// <summary>An exception with a message.</summary>
    public InvalidMessageFrameException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and a cause.</summary>
    public InvalidMessageFrameException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
