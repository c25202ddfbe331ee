namespace Orleans.Runtime;

/// <summary>The configuration is invalid.</summary>
[GenerateSerializer]
public class OrleansConfigurationException : Exception
{
    /// <summary>An exception with the default message.</summary>
    public OrleansConfigurationException()
        : base("The configuration is invalid.")
    {
    }

    /// <summary>An exception with a message.</summary>
    public OrleansConfigurationException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and a cause.</summary>
    public OrleansConfigurationException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
