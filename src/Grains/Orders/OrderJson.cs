using System.Text.Json.Serialization;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>The stored form of orders.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(OrderState))]
[JsonSerializable(typeof(OrderEvent))]
internal sealed partial class OrderJson : JsonSerializerContext;

/// <summary>How orders are written to and read from their journals.</summary>
internal static class OrderCodec
{
    public static JournalCodec<OrderState, OrderEvent> Instance { get; } =
        new(OrderJson.Default.OrderState, OrderJson.Default.OrderEvent);
}
