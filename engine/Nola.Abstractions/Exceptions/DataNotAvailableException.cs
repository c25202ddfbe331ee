namespace Orleans.Streams;

/// <summary>The requested data is not available.</summary>
[GenerateSerializer]
public class DataNotAvailableException : Orleans.Runtime.OrleansException
{
    /// <summary>An exception with the default message.</summary>
    public DataNotAvailableException()
        : base("The requested data is not available.")
    {
    }

    /// <summary>An exception with a message.</summary>
    public DataNotAvailableException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and a cause.</summary>
    public DataNotAvailableException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
