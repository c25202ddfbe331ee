namespace Orleans.Runtime;

/// <summary>The gateway sheds load; the request was not executed.</summary>
[GenerateSerializer]
public sealed class GatewayTooBusyException : OrleansException
{
    /// <summary>An exception with the default message.</summary>
    public GatewayTooBusyException()
        : base("The gateway sheds load; the request was not executed.")
    {
    }

    /// <summary>An exception with a message.</summary>
    public GatewayTooBusyException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and a cause.</summary>
    public GatewayTooBusyException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
