using System.Text.Json.Serialization;

namespace ShopActors;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    Converters = [typeof(UnixMillisecondsJsonConverter)])]
[JsonSerializable(typeof(WebhookEvent))]
[JsonSerializable(typeof(WebhookState))]
internal sealed partial class WebhookJson : JsonSerializerContext;
