using System.Text.Json.Serialization;

namespace ShopActors;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    Converters = [typeof(UnixMillisecondsJsonConverter)])]
[JsonSerializable(typeof(PromotionsEvent))]
[JsonSerializable(typeof(PromotionsState))]
[JsonSerializable(typeof(PromotionDraft))]
[JsonSerializable(typeof(UseEvent))]
[JsonSerializable(typeof(UseState))]
internal sealed partial class PromotionJson : JsonSerializerContext;
