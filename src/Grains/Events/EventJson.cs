using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ShopActors;

/// <summary>How events for others are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ShopEvent<OrderPlacedV1>))]
[JsonSerializable(typeof(ShopEvent<OrderConfirmedV1>))]
[JsonSerializable(typeof(ShopEvent<OrderClaimedV1>))]
[JsonSerializable(typeof(ShopEvent<OrderCancelledV1>))]
[JsonSerializable(typeof(ShopEvent<OrderRefundedV1>))]
[JsonSerializable(typeof(ShopEvent<OrderRefundRefusedV1>))]
[JsonSerializable(typeof(ShopEvent<OrderReviewNeededV1>))]
[JsonSerializable(typeof(ShopEvent<OrderShippedV1>))]
[JsonSerializable(typeof(ShopEvent<OrderDeliveredV1>))]
[JsonSerializable(typeof(ShopEvent<ReturnRequestedV1>))]
[JsonSerializable(typeof(ShopEvent<ReturnReceivedV1>))]
[JsonSerializable(typeof(ShopEvent<PaymentAuthorisedV1>))]
[JsonSerializable(typeof(ShopEvent<PaymentCapturedV1>))]
[JsonSerializable(typeof(ShopEvent<PaymentVoidedV1>))]
[JsonSerializable(typeof(ShopEvent<StockChangedV1>))]
[JsonSerializable(typeof(ShopEvent<StockLevelChangedV1>))]
[JsonSerializable(typeof(ShopEvent<CartCreatedV1>))]
[JsonSerializable(typeof(ShopEvent<CartItemSetV1>))]
[JsonSerializable(typeof(ShopEvent<CartItemRemovedV1>))]
[JsonSerializable(typeof(ShopEvent<CartMergedV1>))]
[JsonSerializable(typeof(ShopEvent<CartCheckedOutV1>))]
[JsonSerializable(typeof(ShopEvent<CustomerRegisteredV1>))]
[JsonSerializable(typeof(ShopEvent<CustomerChangedV1>))]
[JsonSerializable(typeof(ShopEvent<CustomerDeletedV1>))]
[JsonSerializable(typeof(ShopEvent<ProductChangedV1>))]
[JsonSerializable(typeof(ShopEvent<WebhookDisabledV1>))]
internal sealed partial class EventJson : JsonSerializerContext
{
    /// <summary>Writes an event.</summary>
    public static ReadOnlyMemory<byte> Encode<TData>(
        TData data, string subject, DateTimeOffset time, long sequence)
        where TData : ShopEventData
    {
        var type = (JsonTypeInfo<ShopEvent<TData>>)Default.GetTypeInfo(typeof(ShopEvent<TData>))!;
        var e = new ShopEvent<TData>(ShopEventTypes.Of<TData>(), subject, time, sequence, data);
        return JsonSerializer.SerializeToUtf8Bytes(e, type);
    }

    /// <summary>Reads what happened.</summary>
    public static TData DecodeData<TData>(ReadOnlySpan<byte> data)
        where TData : ShopEventData =>
        JsonSerializer.Deserialize(data, (JsonTypeInfo<TData>)Default.GetTypeInfo(typeof(TData))!)
        ?? throw new JsonException("The event says nothing.");
}
