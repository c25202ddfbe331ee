using ShopActors.TestKit;

namespace ShopActors.Chaos.Load;

/// <summary>What is needed to look at a customer's cart and order after the run.</summary>
internal sealed record ShopSession(int Customer, ShopCart Cart, ShopRequest? CheckOut, string? OrderId);
