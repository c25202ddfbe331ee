using System.Text.Json.Serialization;

namespace ShopActors;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    Converters = [typeof(UnixMillisecondsJsonConverter)])]
[JsonSerializable(typeof(ImageEvent))]
[JsonSerializable(typeof(ImageState))]
internal sealed partial class ImageJson : JsonSerializerContext;
