using System.Buffers;
using Orleans.Serialization;

namespace Nola.Runtime.Activation;

/// <summary>The state of an activation on its way to the next: bytes, so that the two share nothing.</summary>
internal sealed class MigrationContext(
    CodecProvider codecs, Dictionary<string, object>? requestContext, Dictionary<string, byte[]>? values = null)
    : IDehydrationContext, IRehydrationContext
{
    private readonly Dictionary<string, byte[]> _values = values ?? [];
    private readonly Serializer _serializer = new(new SerializerSessionPool(codecs));

    /// <summary>The request context of the call that asked for the migration.</summary>
    public Dictionary<string, object>? RequestContext { get; } = requestContext;

    /// <summary>Whether everybody has added his part.</summary>
    public bool IsComplete { get; set; }

    /// <summary>Whether another silo has taken it, or may have.</summary>
    public bool HasGone { get; set; }

    public Dictionary<string, byte[]> Values => _values;

    public IEnumerable<string> Keys => _values.Keys;

    public void AddBytes(string key, ReadOnlySpan<byte> value) => _values.Add(key, value.ToArray());

    public void AddBytes<T>(string key, Action<T, IBufferWriter<byte>> valueWriter, T value)
    {
        ArgumentNullException.ThrowIfNull(valueWriter);
        var buffer = new ArrayBufferWriter<byte>();
        valueWriter(value, buffer);
        _values.Add(key, buffer.WrittenSpan.ToArray());
    }

    public bool TryAddValue<T>(string key, T? value)
    {
        if (!_serializer.CanSerialize(value?.GetType() ?? typeof(T))) return false;

        _values.Add(key, _serializer.SerializeToArray(value));
        return true;
    }

    public bool TryGetBytes(string key, out ReadOnlySequence<byte> value)
    {
        var isThere = _values.TryGetValue(key, out var bytes);
        value = new ReadOnlySequence<byte>(bytes ?? []);
        return isThere;
    }

    public bool TryGetValue<T>(string key, out T? value)
    {
        var isThere = _values.TryGetValue(key, out var bytes);
        value = isThere ? _serializer.Deserialize<T>(bytes!) : default;
        return isThere;
    }
}
