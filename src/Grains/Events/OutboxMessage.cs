using System.Buffers;
using System.Text;
using System.Text.Json;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>An event of the outbox, with the parts of it that a delivery needs.</summary>
/// <param name="Position">Its position.</param>
/// <param name="Type">Its type.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Sequence">Its number among those of its subject.</param>
/// <param name="Payload">The <see cref="ShopEvent{TData}"/> as JSON.</param>
internal sealed record OutboxMessage(
    long Position, string Type, string Subject, long Sequence, ReadOnlyMemory<byte> Payload)
{
    /// <summary>Unique among all events of the shop, and the same for every delivery of one.</summary>
    public string Id => EventIds.Of(Position);

    public static OutboxMessage Read(OutboxEvent stored)
    {
        var (type, subject, sequence) = ("", "", 0L);
        var reader = new Utf8JsonReader(stored.Payload.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8)) type = Text(ref reader);
            else if (reader.ValueTextEquals("subject"u8)) subject = Text(ref reader);
            else if (reader.ValueTextEquals("sequence"u8)) sequence = reader.Read() ? reader.GetInt64() : 0;
            else reader.Skip();
        }

        return new(stored.Position, type, subject, sequence, stored.Payload);

        static string Text(ref Utf8JsonReader reader) => reader.Read() ? reader.GetString()! : "";
    }

    /// <summary>The event as a CloudEvents 1.0 envelope in JSON.</summary>
    public byte[] ToCloudEvent(string source)
    {
        var buffer = new ArrayBufferWriter<byte>(Payload.Length + 256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("specversion"u8, "1.0"u8);
            writer.WriteString("id"u8, Id);
            writer.WriteString("source"u8, source);
            writer.WriteString("datacontenttype"u8, "application/json"u8);
            writer.WriteEndObject();
        }

        // The stored event's members follow those of the envelope: both are JSON objects.
        var head = buffer.WrittenSpan[..^1];
        var body = new byte[head.Length + Payload.Length];
        head.CopyTo(body);
        body[head.Length] = (byte)',';
        Payload.Span[1..].CopyTo(body.AsSpan(head.Length + 1));
        return body;
    }

    public override string ToString() => $"{Id} {Type} {Subject} {Encoding.UTF8.GetString(Payload.Span)}";
}
