using System.Text.Json.Serialization;

namespace ShopActors.PaymentSimulator;

/// <summary>How the provider's entries are stored.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Charge))]
[JsonSerializable(typeof(LogEntry))]
internal sealed partial class ChargeJson : JsonSerializerContext;
