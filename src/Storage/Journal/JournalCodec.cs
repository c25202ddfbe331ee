using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ShopActors.Storage;

/// <summary>
/// Converts a grain's events and state to bytes and back: UTF-8 JSON by source-generated type information, so a type's
/// stored form is its JSON contract and not its CLR name. Events are a polymorphic hierarchy: the base type carries
/// <c>[JsonPolymorphic]</c> and one <c>[JsonDerivedType(typeof(X), "stable-name")]</c> per event. Names are never
/// reused; members are only added, and are null where unused.
/// <para>
/// Members that this version does not know are refused (<see cref="JournalStoreFailure.Newer"/>), not skipped: the next
/// snapshot would lose them. See docs/adr/0005-journals-of-newer-versions.md.
/// </para>
/// </summary>
/// <typeparam name="TState">The grain's state.</typeparam>
/// <typeparam name="TEvent">The base type of its events.</typeparam>
public sealed class JournalCodec<TState, TEvent>(JsonTypeInfo<TState> state, JsonTypeInfo<TEvent> events)
    where TState : class
    where TEvent : class
{
    // Separate contracts for reading: options that differ from the generated ones would make writing slow.
    private readonly JsonTypeInfo<TState> _readState = Strict(state);
    private readonly JsonTypeInfo<TEvent> _readEvents = Strict(events);

    /// <summary>Encodes an event.</summary>
    public ReadOnlyMemory<byte> EncodeEvent(TEvent value) => JsonSerializer.SerializeToUtf8Bytes(value, events);

    /// <summary>Decodes an event.</summary>
    public TEvent DecodeEvent(ReadOnlySpan<byte> bytes) => Decode(bytes, _readEvents);

    /// <summary>Encodes a snapshot of the state.</summary>
    public ReadOnlyMemory<byte> EncodeState(TState value) => JsonSerializer.SerializeToUtf8Bytes(value, state);

    /// <summary>Decodes a snapshot of the state.</summary>
    public TState DecodeState(ReadOnlySpan<byte> bytes) => Decode(bytes, _readState);

    private static JsonTypeInfo<T> Strict<T>(JsonTypeInfo<T> type) =>
        (JsonTypeInfo<T>)new JsonSerializerOptions(type.Options)
        {
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        }.GetTypeInfo(typeof(T));

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
            throw IsWellFormed(bytes)
                ? new JournalStoreException(
                    JournalStoreFailure.Newer,
                    $"A stored {typeof(T).Name} was written by another version; this version cannot read it and " +
                    "leaves it unchanged.",
                    e)
                : new JournalStoreException(
                    JournalStoreFailure.Corrupt, $"A stored {typeof(T).Name} is damaged.", e);
        }
    }

    // Damaged data is hardly ever valid JSON; data of another version always is.
    private static bool IsWellFormed(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var reader = new Utf8JsonReader(bytes);
            while (reader.Read())
            {
                // Read to the end.
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
