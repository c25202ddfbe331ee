namespace Orleans.Runtime;

/// <summary>The grain has no implementation of the called extension.</summary>
[GenerateSerializer]
public sealed class GrainExtensionNotInstalledException : OrleansException
{
    /// <summary>An exception with the default message.</summary>
    public GrainExtensionNotInstalledException()
        : base("The grain has no implementation of the called extension.")
    {
    }

    /// <summary>An exception with a message.</summary>
    public GrainExtensionNotInstalledException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and a cause.</summary>
    public GrainExtensionNotInstalledException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
