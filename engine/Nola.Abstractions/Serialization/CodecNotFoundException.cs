namespace Orleans.Serialization;

/// <summary>A type has neither a generated nor a registered serializer.</summary>
public sealed class CodecNotFoundException : SerializerException
{
    /// <summary>Creates the exception.</summary>
    public CodecNotFoundException()
    {
    }

    /// <summary>Creates the exception.</summary>
    public CodecNotFoundException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    public CodecNotFoundException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
