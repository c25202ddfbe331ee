using System.Text.Json.Serialization;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>An order and its payment: the fold of their journal.</summary>
internal sealed record PurchaseState(OrderState Order, PaymentState Payment)
{
    public static PurchaseState Empty { get; } = new(OrderState.Empty, PaymentState.Empty);

    public PurchaseState Apply(PurchaseEvent e, PaymentId payment) => e switch
    {
        OrderEvent happened => this with { Order = OrderRules.Apply(Order, happened) },
        PaymentEvent happened => this with { Payment = PaymentRules.Apply(Payment, happened, payment) },
        _ => throw new System.Diagnostics.UnreachableException($"Unknown event {e.GetType().Name}."),
    };
}

/// <summary>The stored form of purchases.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(PurchaseState))]
[JsonSerializable(typeof(PurchaseEvent))]
[JsonSerializable(typeof(PaymentEvent.RefundRequested), TypeInfoPropertyName = "PaymentRefundRequested")]
internal sealed partial class PurchaseJson : JsonSerializerContext;

/// <summary>How purchases are written to and read from their journals.</summary>
internal static class PurchaseCodec
{
    public static JournalCodec<PurchaseState, PurchaseEvent> Instance { get; } =
        new(PurchaseJson.Default.PurchaseState, PurchaseJson.Default.PurchaseEvent);
}
