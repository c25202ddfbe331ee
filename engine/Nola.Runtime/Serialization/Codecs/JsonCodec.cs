using System.Text.Json;
using System.Text.Json.Nodes;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Cloning;

namespace Nola.Runtime.Serialization.Codecs;

/// <summary>Types without generated code that the host has chosen to send as JSON.</summary>
internal sealed class JsonCodec<T>(JsonSerializerOptions options) : FieldCodec<T?>
{
    public override void WriteField(ref Writer writer, uint fieldId, T? value)
    {
        if (value is null) writer.WriteNull(fieldId);
        else if (!JsonNodes.Include<T>() && value.GetType() != typeof(T)) writer.WriteTyped(fieldId, value);
        else writer.WriteBytesField(fieldId, JsonSerializer.SerializeToUtf8Bytes(value, options));
    }

    public override T? ReadValue(ref Reader reader, FieldHeader header)
    {
        switch (header.Layout)
        {
            case FieldLayout.Reference:
                reader.ReadNull();
                return default;
            case FieldLayout.Typed:
                return reader.ReadTyped<T>();
        }

        try
        {
            return JsonSerializer.Deserialize<T>(reader.ReadBytesField(header), options);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new SerializerException($"The text is no {typeof(T)} in JSON.", exception);
        }
    }
}

/// <summary>Nodes are of hidden types; their text says what they are.</summary>
internal static class JsonNodes
{
    public static bool Include<T>() => typeof(T).IsAssignableTo(typeof(JsonNode));
}

internal sealed class JsonCopier<T>(JsonSerializerOptions options) : ValueCopier<T?>
{
    public override T? Copy(T? value, CopyContext context)
    {
        if (value is null) return value;
        if (typeof(T).IsValueType) return Convert(value);
        if (!JsonNodes.Include<T>() && value.GetType() != typeof(T))
        {
            return (T?)context.Codecs.GetRuntimeCopier(value).CopyObject(value, context);
        }

        if (context.TryGetCopy<object>(value, out var known)) return (T)known!;

        var copy = Convert(value);
        if (copy is not null) context.RecordCopy(value, copy);
        return copy;
    }

    private T? Convert(T value) =>
        JsonSerializer.Deserialize<T>(JsonSerializer.SerializeToUtf8Bytes(value, options), options);
}
