using System.Buffers;
using System.Text.Json;

namespace ShopActors.Storage.Sqlite;

/// <summary>
/// The events of an append as one JSON array, so that an append is one row and any tool can read it. The events are
/// JSON already (<see cref="JournalCodec{TState, TEvent}"/>); they are concatenated and split again without parsing
/// their content.
/// </summary>
internal static class AppendPayload
{
    /// <summary>Writes the array into a reusable buffer.</summary>
    public static ReadOnlySpan<byte> Join(IReadOnlyList<ReadOnlyMemory<byte>> events, ArrayBufferWriter<byte> buffer)
    {
        buffer.ResetWrittenCount();
        buffer.Write("["u8);
        for (var i = 0; i < events.Count; i++)
        {
            if (i > 0) buffer.Write(","u8);
            buffer.Write(events[i].Span);
        }

        buffer.Write("]"u8);
        return buffer.WrittenSpan;
    }

    /// <summary>
    /// Adds the array's elements to a list; throws <see cref="JsonException"/> if the bytes are not an array.
    /// </summary>
    public static void Split(ReadOnlyMemory<byte> array, List<ReadOnlyMemory<byte>> events)
    {
        var reader = new Utf8JsonReader(array.Span);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray) throw new JsonException("Not an array.");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            events.Add(array[start..(int)reader.BytesConsumed]);
        }
    }
}
