using System.Text.Json;
using Nola.Runtime.Activation;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;
using Orleans.Storage;

namespace Nola.Runtime.Storage;

/// <summary>
/// Stores states with their generated codecs, which tolerate other versions; states without one as JSON. The first byte
/// tells which, so that a class may be given a codec later.
/// </summary>
internal sealed class DefaultGrainStorageSerializer(CodecProvider codecs) : IGrainStorageSerializer
{
    private const byte Binary = 1;
    private const byte Json = 2;

    private static readonly JsonSerializerOptions s_json = new() { IncludeFields = true };

    public BinaryData Serialize<T>(T? input)
    {
        using var buffer = PooledBuffer.Rent();
        if (codecs.HasCodec(typeof(T)))
        {
            buffer.GetSpan(1)[0] = Binary;
            buffer.Advance(1);
            using var session = codecs.GetSession();
            var writer = new Writer(buffer, session);
            codecs.GetCodec<T>().WriteField(ref writer, 0, input!);
            writer.Commit();
        }
        else
        {
            buffer.GetSpan(1)[0] = Json;
            buffer.Advance(1);
            using var json = new Utf8JsonWriter(buffer);
            JsonSerializer.Serialize(json, input, s_json);
        }

        return new BinaryData(buffer.WrittenSpan.ToArray());
    }

    public T? Deserialize<T>(BinaryData input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var bytes = input.ToMemory().Span;
        if (bytes.IsEmpty) return default;

        switch (bytes[0])
        {
            case Binary:
                using (var session = codecs.GetSession())
                {
                    var reader = new Reader(bytes[1..], session);
                    return codecs.GetCodec<T>().ReadField(ref reader);
                }

            case Json:
                return JsonSerializer.Deserialize<T>(bytes[1..], s_json);
            default:
                throw new SerializerException($"A stored state begins with {bytes[0]}, which is no known format.");
        }
    }
}
