using Orleans.Serialization;

namespace Orleans.Providers;

/// <summary>The host's own serializer. Events that stay on the silo are copied and not turned into bytes.</summary>
public sealed class DefaultMemoryMessageBodySerializer(Serializer<MemoryMessageBody> serializer) : IMemoryMessageBodySerializer
{
    /// <inheritdoc/>
    public ArraySegment<byte> Serialize(MemoryMessageBody body) => new(serializer.SerializeToArray(body));

    /// <inheritdoc/>
    public MemoryMessageBody Deserialize(ArraySegment<byte> bodyBytes) => serializer.Deserialize(bodyBytes)
        ?? throw new SerializerException("The bytes hold no batch of events.");
}
