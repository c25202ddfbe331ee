using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ShopActors.Storage;

/// <summary>
/// Turns a grain's events and state into bytes and back: UTF-8 JSON by source-generated type information, so a type's
/// stored form is its JSON contract and not its CLR name. Events are a polymorphic hierarchy: the base type carries
/// <c>[JsonPolymorphic]</c> and one <c>[JsonDerivedType(typeof(X), "stable-name")]</c> per event; such names are never
/// reused, members are only added, and with a default.
/// </summary>
/// <typeparam name="TState">The grain's state.</typeparam>
/// <typeparam name="TEvent">The base type of its events.</typeparam>
public sealed class JournalCodec<TState, TEvent>(JsonTypeInfo<TState> state, JsonTypeInfo<TEvent> events)
    where TState : class
    where TEvent : class
{
    private readonly EventEncoder _encoder = new(events);

    /// <summary>Encodes an event.</summary>
    public ReadOnlyMemory<byte> EncodeEvent(TEvent value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return _encoder.TryEncode(value, out var bytes) ? bytes : JsonSerializer.SerializeToUtf8Bytes(value, events);
    }

    /// <summary>Decodes an event.</summary>
    public TEvent DecodeEvent(ReadOnlySpan<byte> bytes) => Decode(bytes, events);

    /// <summary>Encodes a snapshot of the state.</summary>
    public ReadOnlyMemory<byte> EncodeState(TState value) => JsonSerializer.SerializeToUtf8Bytes(value, state);

    /// <summary>Decodes a snapshot of the state.</summary>
    public TState DecodeState(ReadOnlySpan<byte> bytes) => Decode(bytes, state);

    private static T Decode<T>(ReadOnlySpan<byte> bytes, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, type)
                ?? throw new JournalStoreException(JournalStoreFailure.Corrupt, $"A stored {typeof(T).Name} is null.");
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw new JournalStoreException(
                JournalStoreFailure.Corrupt, $"A stored {typeof(T).Name} cannot be read by this version.", e);
        }
    }
}
