namespace Orleans.Runtime;

/// <summary>Stands for an exception that could not be carried.</summary>
[GenerateSerializer]
public class WrappedException : OrleansException
{
    /// <summary>An exception with the default message.</summary>
    public WrappedException()
        : base("Stands for an exception that could not be carried.")
    {
    }

    /// <summary>An exception with a message.</summary>
    public WrappedException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and a cause.</summary>
    public WrappedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
