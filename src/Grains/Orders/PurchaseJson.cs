using System.Text.Json.Serialization;

namespace ShopActors;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    Converters = [typeof(UnixMillisecondsJsonConverter)])]
[JsonSerializable(typeof(PurchaseState))]
[JsonSerializable(typeof(PurchaseEvent))]
[JsonSerializable(typeof(PaymentEvent.RefundRequested), TypeInfoPropertyName = "PaymentRefundRequested")]
[JsonSerializable(typeof(PaymentEvent.ReviewNeeded), TypeInfoPropertyName = "PaymentReviewNeeded")]
internal sealed partial class PurchaseJson : JsonSerializerContext;
