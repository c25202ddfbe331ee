namespace Orleans.Runtime;

/// <summary>The called client or observer is gone.</summary>
[GenerateSerializer]
public sealed class ClientNotAvailableException : OrleansException
{
    internal ClientNotAvailableException(string message)
        : base(message)
    {
    }

    internal ClientNotAvailableException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
