using System.Text.Json.Serialization;

namespace ShopActors.WebApi.Messaging;

/// <summary>A command on a cart, as the topic for carts has it.</summary>
/// <param name="Action"><c>add_item</c> or <c>remove_item</c>.</param>
/// <param name="ItemId">The SKU, or the product's id.</param>
/// <param name="Quantity">How many units; one to add, or all to remove, if absent.</param>
/// <param name="CartId">The cart; the sender's own cart if absent.</param>
/// <param name="UserId">The sender's customer id, if it is to be compared with the token.</param>
internal sealed record CartMessage(
    string Action,
    [property: JsonPropertyName("item_id")] string ItemId,
    int? Quantity = null,
    [property: JsonPropertyName("cart_id")] string? CartId = null,
    [property: JsonPropertyName("user_id")] string? UserId = null)
{
    public const string AddItem = "add_item";
    public const string RemoveItem = "remove_item";
}
