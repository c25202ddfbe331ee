namespace Orleans.Providers;

/// <summary>Turns what a producer hands to a memory stream into bytes and back.</summary>
public interface IMemoryMessageBodySerializer
{
    /// <summary>The bytes of a batch.</summary>
    ArraySegment<byte> Serialize(MemoryMessageBody body);

    /// <summary>The batch of some bytes.</summary>
    MemoryMessageBody Deserialize(ArraySegment<byte> bodyBytes);
}
