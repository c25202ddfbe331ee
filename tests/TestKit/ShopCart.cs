namespace ShopActors.TestKit;

/// <summary>A cart and the token that owns it and its orders.</summary>
internal readonly record struct ShopCart(string Id, string Token)
{
    public ShopRequest Read() => new(HttpMethod.Get, $"/carts/{Id}") { Token = Token };

    public ShopRequest Add(string sku, int quantity) => new(HttpMethod.Post, $"/carts/{Id}/items")
    {
        Body = $$"""{"sku":"{{sku}}","quantity":{{quantity}}}""",
        Token = Token,
    };

    public ShopRequest CheckOut(string key, string paymentToken) => new(HttpMethod.Post, $"/carts/{Id}/checkout")
    {
        Body = $$"""{"paymentToken":"{{paymentToken}}"}""",
        Token = Token,
        IdempotencyKey = key,
        Prefer = "wait=10",
    };
}
