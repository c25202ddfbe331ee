using Orleans.Serialization.Buffers;

namespace Orleans.Serialization;

/// <summary>Writes and reads the members of a class for codecs of classes derived from it.</summary>
public interface ILevelCodec<in T>
    where T : class
{
    /// <summary>Writes the members of this level and of those below.</summary>
    void WriteFields(ref Writer writer, T value);

    /// <summary>Reads the members up to the end of this level, and returns the marker found there.</summary>
    FieldHeader ReadFields(ref Reader reader, T value);
}
