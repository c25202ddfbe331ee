using System.Buffers;
using System.Text;
using System.Text.Json;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>An event of the outbox, with the parts of it that a delivery needs.</summary>
/// <param name="Position">Its position.</param>
/// <param name="Type">Its type.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Time">When it was decided.</param>
/// <param name="Sequence">Its number among those of its subject.</param>
/// <param name="Data">What happened: the <see cref="ShopEventData"/> of the type, as JSON in UTF-8.</param>
[GenerateSerializer, Immutable, Alias("shop.outbox-message")]
public sealed record OutboxMessage(
    [property: Id(0)] long Position,
    [property: Id(1)] string Type,
    [property: Id(2)] string Subject,
    [property: Id(3)] DateTimeOffset Time,
    [property: Id(4)] long Sequence,
    [property: Id(5)] ReadOnlyMemory<byte> Data)
{
    /// <summary>Unique among all events of the shop, and the same for every delivery of one.</summary>
    public string Id => EventIds.Of(Position);

    /// <summary>The part of the shop that it comes from: the second word of its type, such as <c>order</c>.</summary>
    public string Area => Type.Split('.')[1];

    /// <summary>Reads what the outbox keeps: a <see cref="ShopEvent{TData}"/> as JSON.</summary>
    internal static OutboxMessage Read(OutboxEvent stored)
    {
        var (type, subject, time, sequence) = ("", "", default(DateTimeOffset), 0L);
        ReadOnlyMemory<byte> data = default;
        var reader = new Utf8JsonReader(stored.Payload.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8)) type = Text(ref reader);
            else if (reader.ValueTextEquals("subject"u8)) subject = Text(ref reader);
            else if (reader.ValueTextEquals("time"u8)) time = reader.Read() ? reader.GetDateTimeOffset() : default;
            else if (reader.ValueTextEquals("sequence"u8)) sequence = reader.Read() ? reader.GetInt64() : 0;
            else if (reader.ValueTextEquals("data"u8)) data = Slice(ref reader, stored.Payload);
            else reader.Skip();
        }

        return new(stored.Position, type, subject, time, sequence, data);

        static string Text(ref Utf8JsonReader reader) => reader.Read() ? reader.GetString()! : "";

        static ReadOnlyMemory<byte> Slice(ref Utf8JsonReader reader, ReadOnlyMemory<byte> payload)
        {
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            return payload[start..(int)reader.BytesConsumed];
        }
    }

    /// <summary>What happened, if the event is of this type; null otherwise.</summary>
    public TData? As<TData>()
        where TData : ShopEventData =>
        Type == ShopEventTypes.Of<TData>() ? EventJson.DecodeData<TData>(Data.Span) : null;

    /// <summary>The event as a CloudEvents 1.0 envelope in JSON.</summary>
    public byte[] ToCloudEvent(string source)
    {
        var buffer = new ArrayBufferWriter<byte>(Data.Length + 512);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("specversion"u8, "1.0"u8);
            writer.WriteString("id"u8, Id);
            writer.WriteString("source"u8, source);
            writer.WriteString("datacontenttype"u8, "application/json"u8);
            writer.WriteString("type"u8, Type);
            writer.WriteString("subject"u8, Subject);
            writer.WriteString("time"u8, Time);
            writer.WriteNumber("sequence"u8, Sequence);
            writer.WritePropertyName("data"u8);
            writer.WriteRawValue(Data.Span, skipInputValidation: true);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Id} {Type} {Subject} {Encoding.UTF8.GetString(Data.Span)}";
}
