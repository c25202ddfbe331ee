namespace Orleans.Streams;

/// <summary>What a grain can tell of the stream that it is subscribed to by its class.</summary>
public static class ImplicitConsumerGrainExtensions
{
    /// <summary>The stream with the grain's key, and the key's extension as its namespace.</summary>
    public static StreamIdentity GetImplicitStreamIdentity(this IGrainWithGuidCompoundKey grain)
    {
        var key = grain.GetPrimaryKey(out var streamNamespace);
        return new StreamIdentity(key, streamNamespace);
    }
}
