using Orleans.Serialization.Serializers;

namespace Orleans.Serialization.Session;

/// <summary>Rents sessions.</summary>
public sealed class SerializerSessionPool(CodecProvider codecProvider)
{
    /// <summary>The host's codecs.</summary>
    public CodecProvider CodecProvider { get; } = codecProvider;

    /// <summary>Rents a session for one payload. Dispose it to return it.</summary>
    public SerializerSession GetSession() => CodecProvider.GetSession();
}
