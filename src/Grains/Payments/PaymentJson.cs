using System.Text.Json.Serialization;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>The stored form of payments.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(PaymentState))]
[JsonSerializable(typeof(PaymentEvent))]
internal sealed partial class PaymentJson : JsonSerializerContext;

/// <summary>How payments are written to and read from their journals.</summary>
internal static class PaymentCodec
{
    public static JournalCodec<PaymentState, PaymentEvent> Instance { get; } =
        new(PaymentJson.Default.PaymentState, PaymentJson.Default.PaymentEvent);
}
