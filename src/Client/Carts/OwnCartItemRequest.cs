namespace ShopActors.Client;

/// <summary>An item and the quantity to add.</summary>
internal sealed record OwnCartItemRequest(string ItemId, int Quantity);
