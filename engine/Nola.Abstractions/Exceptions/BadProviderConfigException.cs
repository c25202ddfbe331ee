namespace Orleans.Storage;

/// <summary>A storage provider is missing or misconfigured.</summary>
[GenerateSerializer]
public sealed class BadProviderConfigException : Orleans.Runtime.OrleansException
{
    /// <summary>An exception with the default message.</summary>
    public BadProviderConfigException()
        : base("A storage provider is missing or misconfigured.")
    {
    }

    /// <summary>An exception with a message.</summary>
    public BadProviderConfigException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and a cause.</summary>
    public BadProviderConfigException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
