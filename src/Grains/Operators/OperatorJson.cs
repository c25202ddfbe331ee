using System.Text.Json.Serialization;

namespace ShopActors;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    Converters = [typeof(UnixMillisecondsJsonConverter)])]
[JsonSerializable(typeof(OperatorKeysEvent))]
[JsonSerializable(typeof(OperatorKeysState))]
[JsonSerializable(typeof(OperatorLogEvent))]
[JsonSerializable(typeof(OperatorLogState))]
[JsonSerializable(typeof(OperatorLogSegmentEvent))]
[JsonSerializable(typeof(OperatorLogSegmentState))]
internal sealed partial class OperatorJson : JsonSerializerContext;
