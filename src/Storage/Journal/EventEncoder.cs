using System.Buffers;
using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ShopActors.Storage;

/// <summary>
/// Writes events of a polymorphic hierarchy, byte for byte as the serializer would. The serializer has generated code for
/// each event's type but leaves it aside where a discriminator comes first; here that code writes the event, and the
/// discriminator goes in front.
/// </summary>
internal sealed class EventEncoder(JsonTypeInfo events)
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? t_buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? t_writer;

    private readonly FrozenDictionary<Type, Kind> _kinds = Prepare(events);

    /// <summary>Encodes an event; false where its type is none of the hierarchy's named ones.</summary>
    public bool TryEncode(object value, out byte[] bytes)
    {
        if (!_kinds.TryGetValue(value.GetType(), out var kind))
        {
            bytes = [];
            return false;
        }

        var buffer = t_buffer ??= new ArrayBufferWriter<byte>(1024);
        var writer = t_writer ??= new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true });
        buffer.ResetWrittenCount();
        writer.Reset(buffer);
        JsonSerializer.Serialize(writer, value, kind.Contents);
        writer.Flush();

        // The contents are an object of their own: its members go on where the discriminator ends.
        var members = buffer.WrittenSpan[1..];
        var comma = members.Length > 1 ? 1 : 0;
        bytes = GC.AllocateUninitializedArray<byte>(kind.Start.Length + comma + members.Length);
        kind.Start.CopyTo(bytes, 0);
        if (comma > 0) bytes[kind.Start.Length] = (byte)',';
        members.CopyTo(bytes.AsSpan(kind.Start.Length + comma));
        return true;
    }

    private static FrozenDictionary<Type, Kind> Prepare(JsonTypeInfo events)
    {
        var kinds = new Dictionary<Type, Kind>();
        if (events.PolymorphismOptions is { } options)
        {
            foreach (var derived in options.DerivedTypes)
            {
                if (derived.TypeDiscriminator is not string name) continue;

                var start = Start(options.TypeDiscriminatorPropertyName, name);
                kinds.Add(derived.DerivedType, new(start, events.Options.GetTypeInfo(derived.DerivedType)));
            }
        }

        return kinds.ToFrozenDictionary();
    }

    private static byte[] Start(string property, string name)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        writer.WriteString(property, name);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private sealed record Kind(byte[] Start, JsonTypeInfo Contents);
}
