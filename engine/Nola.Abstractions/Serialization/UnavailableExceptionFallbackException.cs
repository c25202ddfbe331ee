namespace Orleans.Serialization;

/// <summary>
/// Stands in for an exception whose type the receiver does not know. Message and stack trace are the original's.
/// </summary>
[GenerateSerializer]
public sealed class UnavailableExceptionFallbackException : Exception
{
    /// <summary>Creates the exception.</summary>
    public UnavailableExceptionFallbackException()
    {
    }

    /// <summary>Creates the exception.</summary>
    public UnavailableExceptionFallbackException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    public UnavailableExceptionFallbackException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The name of the original exception's type.</summary>
    [Id(0)]
    public string ExceptionType { get; internal set; } = "";

    /// <inheritdoc />
    public override string ToString() => $"{ExceptionType}: {base.ToString()}";
}
