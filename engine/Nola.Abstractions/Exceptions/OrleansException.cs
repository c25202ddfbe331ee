namespace Orleans.Runtime;

/// <summary>The base of the exceptions of the actor runtime.</summary>
[GenerateSerializer]
public class OrleansException : Exception
{
    /// <summary>An exception with the default message.</summary>
    public OrleansException()
        : base("An error occurred in the actor runtime.")
    {
    }

    /// <summary>An exception with a message.</summary>
    public OrleansException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and a cause.</summary>
    public OrleansException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
