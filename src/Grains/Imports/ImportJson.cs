using System.Text.Json.Serialization;

namespace ShopActors;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    Converters = [typeof(UnixMillisecondsJsonConverter)])]
[JsonSerializable(typeof(ImportEvent))]
[JsonSerializable(typeof(ImportState))]
[JsonSerializable(typeof(ImportChunkEvent))]
[JsonSerializable(typeof(ImportChunkState))]
internal sealed partial class ImportJson : JsonSerializerContext;
