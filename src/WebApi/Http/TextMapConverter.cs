using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ShopActors.WebApi.Http;

/// <summary>Reads a map of texts, and refuses null as a value.</summary>
internal sealed class TextMapConverter : JsonConverter<ImmutableDictionary<string, string>>
{
    public override ImmutableDictionary<string, string> Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("The value must be an object.");
        var map = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (reader.TokenType != JsonTokenType.String) throw new JsonException($"'{name}' must be a string.");
            if (!map.TryAdd(name, reader.GetString()!)) throw new JsonException($"'{name}' is repeated.");
        }

        return map.ToImmutable();
    }

    public override void Write(
        Utf8JsonWriter writer, ImmutableDictionary<string, string> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, text) in value) writer.WriteString(name, text);
        writer.WriteEndObject();
    }
}
