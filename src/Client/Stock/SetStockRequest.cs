namespace ShopActors.Client;

/// <summary>The result of a stock count.</summary>
internal sealed record SetStockRequest(long OnHand);
