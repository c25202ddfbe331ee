namespace Orleans.Storage;

/// <summary>Shorter ways to use a storage serializer.</summary>
public static class GrainStorageSerializerExtensions
{
    /// <summary>The state of the bytes.</summary>
    public static T? Deserialize<T>(this IGrainStorageSerializer serializer, ReadOnlyMemory<byte> input)
    {
        ArgumentNullException.ThrowIfNull(serializer);
        return serializer.Deserialize<T>(new BinaryData(input));
    }
}
