using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ShopActors.Client;

/// <summary>
/// Reads and writes the names of an enum in lower case with underscores. A name of a newer shop becomes the value 0,
/// which is not written.
/// </summary>
internal sealed class NameConverter<T> : JsonConverter<T>
    where T : struct, Enum
{
    private static readonly FrozenDictionary<string, T> Values = Enum.GetValues<T>()
        .Where(value => !value.Equals(default(T)))
        .ToFrozenDictionary(NameOf);

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Values.GetValueOrDefault(reader.GetString() ?? throw new JsonException("A name is null."));

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Equals(default(T))
            ? throw new JsonException($"{value} is no {typeof(T).Name} that can be sent.")
            : NameOf(value));

    private static string NameOf(T value) => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
