using System.Text.Json.Serialization;

namespace ShopActors;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    Converters = [typeof(UnixMillisecondsJsonConverter)])]
[JsonSerializable(typeof(CartEvent))]
[JsonSerializable(typeof(CartState))]
[JsonSerializable(typeof(StoredReplies))]
internal sealed partial class CartJson : JsonSerializerContext;
