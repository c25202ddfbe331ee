using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ShopActors.Client.Tests;

/// <summary>How a client is made, and what its requests and answers look like.</summary>
public sealed class ClientTests
{
    [Fact]
    public async Task Token_OfWithToken_IsSentByThatClientOnly()
    {
        using var shop = new FakeShop(FakeShop.Answers(HttpStatusCode.OK, FakeShop.Cart));
        using var client = shop.NewClient(options => options.Token = "first");

        await client.WithToken("second").Carts.GetAsync("cart_1");
        await client.WithToken(null).Carts.GetAsync("cart_1");
        await client.Carts.GetAsync("cart_1");

        Assert.Equal(
            ["Bearer second", null, "Bearer first"],
            shop.Requests.Select(request => request.Headers.GetValueOrDefault("Authorization")));
    }

    [Fact]
    public async Task Tag_OfAnAnswer_MakesWritesAndReadsConditional()
    {
        using var shop = new FakeShop(
            FakeShop.Answers(
                HttpStatusCode.OK, FakeShop.Cart, ("ETag", "\"7.ab\""), ("Idempotency-Replayed", "true")),
            FakeShop.Answers(HttpStatusCode.OK, FakeShop.Cart),
            FakeShop.Answers(HttpStatusCode.NotModified, "", ("ETag", "\"7.ab\"")));
        using var client = shop.NewClient();

        var cart = await client.Carts.RemoveItemAsync("cart_1", "line_1");
        await client.Carts.SetQuantityAsync("cart_1", "line_1", 3, new() { IfMatch = cart.ETag });
        var changed = await client.Carts.GetIfChangedAsync("cart_1", cart.ETag!);

        Assert.Equal(("\"7.ab\"", true), (cart.ETag, cart.IsReplayed));
        Assert.Equal("\"7.ab\"", shop.Requests[1].Headers["If-Match"]);
        Assert.Equal("\"7.ab\"", shop.Requests[2].Headers["If-None-Match"]);
        Assert.Null(changed);
    }

    [Theory]
    [InlineData("a/../b", "https://shop.example/api/carts/a%2F..%2Fb")]
    [InlineData("a?b#c d", "https://shop.example/api/carts/a%3Fb%23c%20d")]
    public async Task Id_OfAnyCharacters_StaysOneSegment(string id, string address)
    {
        using var shop = new FakeShop(FakeShop.Answers(HttpStatusCode.OK, FakeShop.Cart));
        using var client = shop.NewClient();

        await client.Carts.GetAsync(id);

        Assert.Equal(address, shop.Requests[0].Address.AbsoluteUri);
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    public async Task Id_ThatIsNoSegment_IsRefusedBeforeItIsSent(string id)
    {
        using var shop = new FakeShop(FakeShop.Answers(HttpStatusCode.OK, FakeShop.Cart));
        using var client = shop.NewClient();

        await Assert.ThrowsAsync<ArgumentException>(async () => await client.Carts.GetAsync(id));

        Assert.Empty(shop.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("a\r\nX-Injected: b")]
    [InlineData("\"quoted\"")]
    public async Task Key_ThatCannotBeSent_IsRefusedBeforeItIsSent(string key)
    {
        using var shop = new FakeShop(FakeShop.Answers(HttpStatusCode.Created, FakeShop.Cart));
        using var client = shop.NewClient();

        await Assert.ThrowsAsync<ArgumentException>(
            async () => await client.Carts.CreateAsync(options: new() { IdempotencyKey = key }));

        Assert.Empty(shop.Requests);
    }

    [Fact]
    public async Task Pages_AreReadWhenTheyAreNeeded()
    {
        using var shop = new FakeShop(
            FakeShop.Answers(HttpStatusCode.OK, Page("a", "next-1")), FakeShop.Answers(HttpStatusCode.OK, Page("b")));
        using var client = shop.NewClient();

        List<string> ids = [];
        await foreach (var product in client.Products.ListAsync(new() { Search = "c# & co" }))
        {
            ids.Add(product.Id);
            Assert.Equal(ids.Count, shop.Requests.Count);
        }

        Assert.Equal(["a", "b"], ids);
        Assert.Equal(
            "/api/products?search=c%23%20%26%20co&cursor=next-1&limit=100", shop.Requests[1].Address.PathAndQuery);
    }

    [Fact]
    public async Task Status_OfANewerShop_IsUnknown()
    {
        var cart = FakeShop.Cart.Replace("\"open\"", "\"frozen\", \"newer\": 1", StringComparison.Ordinal);
        using var shop = new FakeShop(FakeShop.Answers(HttpStatusCode.OK, cart));
        using var client = shop.NewClient();

        Assert.Equal(CartStatus.Unknown, (await client.Carts.GetAsync("cart_1")).Status);
    }

    [Theory]
    [InlineData(1299, 2, "12.99 EUR")]
    [InlineData(-5, 3, "-0.005 EUR")]
    [InlineData(700, 0, "700 EUR")]
    public void Money_AsText_IsInMajorUnits(long amount, int exponent, string text) =>
        Assert.Equal(text, new Money { Amount = amount, Currency = "EUR", Exponent = exponent }.ToString());

    [Fact]
    public void Options_AllFaults_AreNamedTogether()
    {
        var error = Assert.Throws<ArgumentException>(() => new ShopClient(new()
        {
            Token = "two words",
            TimeLimit = TimeSpan.Zero,
            RepetitionsMax = -1,
        }));

        Assert.All(
            (string[])["Address", "Token", "TimeLimit", "RepetitionsMax"],
            name => Assert.Contains(name, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Services_GiveAClientWithTheHandlersOfTheCaller()
    {
        using var shop = new FakeShop(FakeShop.Drops(), FakeShop.Answers(HttpStatusCode.OK, FakeShop.Cart));
        await using var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(shop.Time)
            .AddShopClient(options => options.Address = new("https://shop.example/"))
            .ConfigurePrimaryHttpMessageHandler(() => shop)
            .Services
            .BuildServiceProvider();

        var call = services.GetRequiredService<ShopClient>().Carts.GetAsync("cart_1");
        await shop.Time.WaitForTimerAsync(TimeSpan.FromSeconds(15));
        shop.Time.Advance(await shop.Time.NextPauseAsync());

        Assert.Equal("cart_1", (await call).Id);
        Assert.Equal("https://shop.example/carts/cart_1", shop.Requests[1].Address.AbsoluteUri);
    }

    [Fact]
    public void Services_WithoutAnAddress_Fail()
    {
        using var services = new ServiceCollection().AddShopClient(_ => { }).Services.BuildServiceProvider();

        Assert.Throws<OptionsValidationException>(services.GetRequiredService<ShopClient>);
    }

    private static string Page(string id, string? next = null) =>
        $$"""
        {
          "items": [{
            "id": "{{id}}", "sku": "BOOK-1", "title": "t", "author": "a", "category": "c", "status": "published",
            "version": 1, "price": { "amount": 1, "currency": "EUR", "exponent": 2 },
            "prices": [], "attributes": {}, "images": []
          }], "total": 2{{(next is null ? "" : $", \"nextCursor\": \"{next}\"")}}
        }
        """;
}
