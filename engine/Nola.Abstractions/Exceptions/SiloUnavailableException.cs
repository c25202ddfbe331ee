namespace Orleans.Runtime;

/// <summary>The target silo is dead, the local host is stopping, or no gateway can be reached.</summary>
[GenerateSerializer]
public sealed class SiloUnavailableException : OrleansMessageRejectionException
{
    /// <summary>An exception with the default message.</summary>
    public SiloUnavailableException()
        : base("The target silo is dead, the local host is stopping, or no gateway can be reached.")
    {
    }

    /// <summary>An exception with a message.</summary>
    public SiloUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and a cause.</summary>
    public SiloUnavailableException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
