namespace ShopActors.Client;

/// <summary>From how many units on an item is low.</summary>
internal sealed record StockAlertRequest(long LowAt);
