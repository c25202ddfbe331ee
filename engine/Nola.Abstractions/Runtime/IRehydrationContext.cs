using System.Buffers;

namespace Orleans.Runtime;

/// <summary>The values of an activation that has migrated.</summary>
public interface IRehydrationContext
{
    /// <summary>The keys.</summary>
    IEnumerable<string> Keys { get; }

    /// <summary>Reads bytes.</summary>
    bool TryGetBytes(string key, out ReadOnlySequence<byte> value);

    /// <summary>Reads a value.</summary>
    bool TryGetValue<T>(string key, out T? value);
}
