namespace ShopActors.Client;

/// <summary>The shipping method to choose.</summary>
internal sealed record ShippingMethodRequest(string Method);
