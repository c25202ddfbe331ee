namespace Orleans.Serialization;

/// <summary>A value cannot be serialized, or bytes are not what a serializer wrote.</summary>
public class SerializerException : Exception
{
    /// <summary>Creates the exception.</summary>
    public SerializerException()
    {
    }

    /// <summary>Creates the exception.</summary>
    public SerializerException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    public SerializerException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
