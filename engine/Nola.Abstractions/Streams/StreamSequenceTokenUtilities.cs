namespace Orleans.Streams;

/// <summary>Compares places in a stream.</summary>
public static class StreamSequenceTokenUtilities
{
    /// <summary>Whether the first is later.</summary>
    public static bool Newer(this StreamSequenceToken me, StreamSequenceToken other)
    {
        ArgumentNullException.ThrowIfNull(me);
        return me.CompareTo(other) > 0;
    }

    /// <summary>Whether the first is earlier.</summary>
    public static bool Older(this StreamSequenceToken me, StreamSequenceToken other)
    {
        ArgumentNullException.ThrowIfNull(me);
        return me.CompareTo(other) < 0;
    }
}
