using System.Text.Json.Serialization;

namespace ShopActors;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    Converters = [typeof(UnixMillisecondsJsonConverter)])]
[JsonSerializable(typeof(ProductEvent))]
[JsonSerializable(typeof(ProductState))]
[JsonSerializable(typeof(ProductSnapshot))]
internal sealed partial class ProductJson : JsonSerializerContext;
