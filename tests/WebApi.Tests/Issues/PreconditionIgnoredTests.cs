using System.Net;

namespace ShopActors.WebApi.Tests.Issues;

/// <summary>Writes with a stale <c>If-Match</c> were executed, and tags did not follow what they stand for.</summary>
public sealed class PreconditionIgnoredTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private const string Sku = "BOOK-ADV-006";

    [Fact]
    public async Task Cart_StaleTag_ExecutesNothing()
    {
        using var client = shop.NewClient();
        var id = await client.NewCartWithAsync(Sku);
        var stale = (await client.GetAsync($"/carts/{id}")).ETag!;
        await client.PostAsync($"/carts/{id}/items", new { sku = Sku, quantity = 1 });
        var cart = await client.GetAsync($"/carts/{id}");
        var line = $"/carts/{id}/items/{cart.Json["items"]![0]!["id"]}";

        Answer[] refused =
        [
            await client.PostAsync($"/carts/{id}/items", new { sku = Sku, quantity = 1 }, null, IfMatch(stale)),
            await client.PatchAsync(line, new { quantity = 9 }, IfMatch(stale)),
            await client.DeleteAsync(line, IfMatch(stale)),
            await client.DeleteAsync(line, IfMatch($"W/{cart.ETag}")),
            await client.DeleteAsync(line, IfMatch("\"of another server\"")),
        ];

        Assert.All(refused, answer =>
            Assert.Equal((HttpStatusCode.PreconditionFailed, "stale_version"), (answer.Status, answer.Code)));
        Assert.Equal(cart.Text, (await client.GetAsync($"/carts/{id}")).Text);
    }

    [Fact]
    public async Task Cart_PresentTagOrListOrStar_IsExecuted()
    {
        using var client = shop.NewClient();
        var id = await client.NewCartWithAsync(Sku);
        foreach (var form in new[] { "{0}", "\"0\", {0}", "*" })
        {
            var tag = (await client.GetAsync($"/carts/{id}")).ETag!;
            var header = form.Replace("{0}", tag, StringComparison.Ordinal);
            var added = await client.PostAsync(
                $"/carts/{id}/items", new { sku = Sku, quantity = 1 }, null, IfMatch(header));
            Assert.True(added.Status == HttpStatusCode.OK, $"{header}: {added}");
        }

        var malformed = await client.DeleteAsync($"/carts/{id}/items/x", IfMatch("no tag"));
        Assert.Equal((HttpStatusCode.BadRequest, "precondition_invalid"), (malformed.Status, malformed.Code));
    }

    [Fact]
    public async Task Cart_WriteAndRead_GiveOneTag()
    {
        using var client = shop.NewClient();
        var id = await client.NewCartAsync();
        var added = await client.PostAsync($"/carts/{id}/items", new { sku = Sku, quantity = 1 });
        var read = await client.GetAsync($"/carts/{id}");
        Assert.Equal(added.ETag, read.ETag);
        var unchanged = await client.GetAsync($"/carts/{id}", ("If-None-Match", read.ETag!));
        Assert.Equal(HttpStatusCode.NotModified, unchanged.Status);
        Assert.Empty(unchanged.Text);
    }

    [Fact]
    public async Task Cart_WarningAboutStock_ChangesTheTag()
    {
        using var client = shop.NewClient();
        using var ops = shop.NewOperator();
        const string scarce = "BOOK-ADV-007";
        var id = await client.NewCartWithAsync(scarce, 3);
        var before = await client.GetAsync($"/carts/{id}?checkStock=true");
        var stock = await ops.GetAsync($"/stock/{scarce}");
        await ops.PutAsync($"/stock/{scarce}", new { onHand = 1 }, IfMatch(stock.ETag!));
        var after = await client.GetAsync($"/carts/{id}?checkStock=true", ("If-None-Match", before.ETag!));
        Assert.Equal(HttpStatusCode.OK, after.Status);
        Assert.NotEqual(before.ETag, after.ETag);
        Assert.NotEmpty(after.Json["warnings"]!.AsArray());
    }

    [Fact]
    public async Task Customer_StaleTag_IsNotDeleted()
    {
        using var client = shop.NewClient();
        var ada = await client.PostAsync("/users", new { name = "Ada", email = "ada@stale.example" });
        client.WithToken((string)ada.Json["token"]!);
        var path = $"/users/{ada.Json["id"]}";
        var answer = await client.DeleteAsync(path, IfMatch("\"99\""));
        Assert.Equal((HttpStatusCode.PreconditionFailed, "stale_version"), (answer.Status, answer.Code));
        var present = (await client.GetAsync(path)).ETag!;
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync(path, IfMatch(present))).Status);
    }

    [Fact]
    public async Task Stock_OfANewSku_IsOpenedByIfNoneMatch()
    {
        using var ops = shop.NewOperator();
        var opened = await ops.PutAsync("/stock/NEW-1", new { onHand = 5 }, ("If-None-Match", "*"));
        Assert.Equal(HttpStatusCode.OK, opened.Status);
        var again = await ops.PutAsync("/stock/NEW-1", new { onHand = 6 }, ("If-None-Match", "*"));
        Assert.Equal(HttpStatusCode.PreconditionFailed, again.Status);
    }

    private static (string Name, string Value) IfMatch(string value) => ("If-Match", value);
}
