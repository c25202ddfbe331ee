namespace ShopActors.Client;

/// <summary>A line's new quantity.</summary>
internal sealed record SetQuantityRequest(int Quantity);
