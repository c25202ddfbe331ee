using System.Text.Json.Serialization;

namespace ShopActors;

[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(CartEvent))]
[JsonSerializable(typeof(CartState))]
[JsonSerializable(typeof(CartReply[]))]
internal sealed partial class CartJson : JsonSerializerContext;
