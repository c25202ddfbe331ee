using System.Net;

namespace ShopActors.WebApi.Tests.Issues;

/// <summary>
/// A client without credentials that repeated its request got a second cart, or found its customer registered and the
/// token lost for ever.
/// </summary>
public sealed class RetryMadeAnotherTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task NewCart_RepeatedWithoutCredentials_IsOneCart()
    {
        using var first = shop.NewClient();
        using var second = shop.NewClient();
        var cart = await first.PostAsync("/carts", new { }, "one-cart");
        var again = await second.PostAsync("/carts", new { }, "one-cart");
        Assert.Equal(HttpStatusCode.Created, again.Status);
        Assert.Equal((string?)cart.Json["id"], (string?)again.Json["id"]);
        Assert.Equal((string?)cart.Json["token"], (string?)again.Json["token"]);
        Assert.Equal(["true"], again.Headers.GetValues("Idempotency-Replayed"));
    }

    [Fact]
    public async Task NewCart_SameKeyFromAnotherProgram_IsAnotherCart()
    {
        using var client = shop.NewClient();
        using var other = shop.NewClient();
        var cart = await client.PostAsync("/carts", new { }, "weak-key");
        var another = await other.PostAsync("/carts", new { }, "weak-key", ("User-Agent", "another/1.0"));
        Assert.NotEqual((string?)cart.Json["id"], (string?)another.Json["id"]);
    }

    [Fact]
    public async Task Register_Repeated_IsTheSameCustomerWithAUsableToken()
    {
        using var client = shop.NewClient();
        var body = new { name = "Ada", email = "ada@retry.example" };
        var registered = await client.PostAsync("/users", body, "register-1");
        var again = await client.PostAsync("/users", body, "register-1");
        Assert.Equal(HttpStatusCode.Created, again.Status);
        Assert.Equal((string?)registered.Json["id"], (string?)again.Json["id"]);

        client.WithToken((string)again.Json["token"]!);
        var path = $"/users/{again.Json["id"]}";
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(path)).Status);

        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync("/sessions/current")).Status);
        client.WithToken(null);
        var afterSignOut = await client.PostAsync("/users", body, "register-1");
        Assert.Equal((HttpStatusCode.Conflict, "already_registered"), (afterSignOut.Status, afterSignOut.Code));
    }

    [Fact]
    public async Task Register_RepeatedWithAnotherBody_IsRefused()
    {
        using var client = shop.NewClient();
        await client.PostAsync("/users", new { name = "Ada", email = "ada@body.example" }, "register-2");
        var other = await client.PostAsync("/users", new { name = "Eve", email = "ada@body.example" }, "register-2");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "idempotency_key_reused"), (other.Status, other.Code));
    }
}
