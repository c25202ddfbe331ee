using System.Buffers;

namespace Orleans.Runtime;

/// <summary>Collects the values of a migrating activation.</summary>
public interface IDehydrationContext
{
    /// <summary>The keys added so far.</summary>
    IEnumerable<string> Keys { get; }

    /// <summary>Adds bytes.</summary>
    void AddBytes(string key, ReadOnlySpan<byte> value);

    /// <summary>Adds bytes that are written by a delegate.</summary>
    void AddBytes<T>(string key, Action<T, IBufferWriter<byte>> valueWriter, T value);

    /// <summary>Adds a value, if it can be serialized.</summary>
    bool TryAddValue<T>(string key, T? value);
}
