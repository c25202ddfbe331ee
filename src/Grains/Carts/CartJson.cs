using System.Text.Json.Serialization;

namespace ShopActors;

[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(CartEvent))]
[JsonSerializable(typeof(CartState))]
[JsonSerializable(typeof(CartRepliesMemento))]
internal sealed partial class CartJson : JsonSerializerContext;
