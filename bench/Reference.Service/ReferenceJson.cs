using System.Text.Json.Serialization;

namespace ShopActors.Reference.Service;

internal sealed record AddItemRequest(string Sku, int Quantity);

internal sealed record CheckOutRequest(string PaymentToken);

internal sealed record SetStockRequest(long OnHand);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AddItemRequest))]
[JsonSerializable(typeof(CheckOutRequest))]
[JsonSerializable(typeof(SetStockRequest))]
internal sealed partial class ReferenceJson : JsonSerializerContext;
