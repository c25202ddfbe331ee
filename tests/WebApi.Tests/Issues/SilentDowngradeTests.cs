using System.Net;

namespace ShopActors.WebApi.Tests.Issues;

/// <summary>
/// Credentials that were sent but not accepted made the caller a new guest, whose cart the caller then could not find.
/// </summary>
public sealed class SilentDowngradeTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Theory]
    [InlineData("GET", "/cart")]
    [InlineData("POST", "/cart")]
    [InlineData("POST", "/carts")]
    [InlineData("POST", "/users")]
    public async Task Token_ThatIsNoneOrRevoked_IsRefusedOnPublicRoutesToo(string method, string path)
    {
        using var client = shop.NewClient();
        var revoked = await RevokedTokenAsync(client, $"{method}{path[1..]}@revoked.example");
        foreach (var token in new[] { "garbage", "sa_gst_0000", revoked })
        {
            client.WithToken(token);
            var answer = await client.SendAsync(new(method), path, method == "GET" ? null : new { });
            Assert.True(answer.Status == HttpStatusCode.Unauthorized, $"{token}: {answer}");
            Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
        }
    }

    [Fact]
    public async Task Cookie_ThatIsNoGood_IsReplacedByTheNextCartAndDeletedByARefusal()
    {
        using var client = shop.NewClient();
        (string, string) cookie = ("Cookie", "sa_guest=sa_gst_forged");
        var cart = await client.SendRawAsync(HttpMethod.Post, "/carts", "{}", cookie);
        Assert.Equal(HttpStatusCode.Created, cart.Status);
        var set = Assert.Single(cart.Headers.GetValues("Set-Cookie"));
        Assert.Contains("sa_guest=sa_gst_", set, StringComparison.Ordinal);

        using var other = shop.NewClient();
        var orders = await other.SendRawAsync(HttpMethod.Get, "/orders", null, cookie);
        Assert.Equal(HttpStatusCode.Unauthorized, orders.Status);
        Assert.Contains("sa_guest=;", Assert.Single(orders.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cookie_TheShopperWantsGone_IsDeleted()
    {
        using var client = shop.NewClient();
        await client.PostAsync("/cart", new { itemId = "BOOK-ADV-001", quantity = 1 });
        Assert.NotEmpty((await client.GetAsync("/cart")).Json["cartItems"]!.AsArray());
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync("/cart")).Status);
        Assert.Empty((await client.GetAsync("/cart")).Json["cartItems"]!.AsArray());
    }

    private static async Task<string> RevokedTokenAsync(Visitor client, string email)
    {
        var customer = await client.PostAsync("/users", new { name = "Ada", email });
        var token = (string)customer.Json["token"]!;
        client.WithToken(token);
        await client.DeleteAsync("/sessions/current");
        return token;
    }
}
