namespace Orleans.Runtime.Messaging;

/// <summary>A connection failed or could not be made.</summary>
[GenerateSerializer]
public sealed class ConnectionFailedException : OrleansException
{
    /// <summary>An exception with the default message.</summary>
    public ConnectionFailedException()
        : base("A connection failed or could not be made.")
    {
    }

    /// <summary>An exception with a message.</summary>
    public ConnectionFailedException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and a cause.</summary>
    public ConnectionFailedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
