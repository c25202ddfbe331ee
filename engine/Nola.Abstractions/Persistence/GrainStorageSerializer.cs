namespace Orleans.Storage;

/// <summary>Writes with one serializer and reads with it or, where it cannot, with another: for states of both formats.</summary>
public class GrainStorageSerializer : IGrainStorageSerializer
{
    private readonly IGrainStorageSerializer _serializer;
    private readonly IGrainStorageSerializer _fallback;

    /// <summary>Joins two serializers.</summary>
    public GrainStorageSerializer(IGrainStorageSerializer serializer, IGrainStorageSerializer fallbackDeserializer)
    {
        ArgumentNullException.ThrowIfNull(serializer);
        ArgumentNullException.ThrowIfNull(fallbackDeserializer);
        _serializer = serializer;
        _fallback = fallbackDeserializer;
    }

    /// <inheritdoc/>
    public BinaryData Serialize<T>(T? input) => _serializer.Serialize(input);

    /// <inheritdoc/>
    public T? Deserialize<T>(BinaryData input)
    {
        try
        {
            return _serializer.Deserialize<T>(input);
        }
        catch (Exception first) // Formats say in their own ways that something is not theirs.
        {
            try
            {
                return _fallback.Deserialize<T>(input);
            }
            catch (Exception second)
            {
                throw new AggregateException("Neither serializer can read the state.", first, second);
            }
        }
    }
}
