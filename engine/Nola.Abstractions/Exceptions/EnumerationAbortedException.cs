namespace Orleans.Runtime;

/// <summary>The enumeration was aborted because its state at the grain was lost or expired.</summary>
[GenerateSerializer]
public sealed class EnumerationAbortedException : Exception
{
    /// <summary>An exception with the default message.</summary>
    public EnumerationAbortedException()
        : base("The enumeration was aborted because its state at the grain was lost or expired.")
    {
    }

    /// <summary>An exception with a message.</summary>
    public EnumerationAbortedException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and a cause.</summary>
    public EnumerationAbortedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
