using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using ShopActors.WebApi.Security;

namespace ShopActors.WebApi.Tests.Ops;

/// <summary>Operators' keys, and the log of what is done with them.</summary>
public sealed class OperatorTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task Key_OfARole_HasItsScopesAlone()
    {
        using var admin = shop.NewOperator();
        var made = await admin.PostAsync("/ops/keys", new { name = "Grace", role = "stock" }, "key-grace");
        Assert.True(made.Status == HttpStatusCode.Created, made.ToString());
        var again = await admin.PostAsync("/ops/keys", new { name = "Grace", role = "stock" }, "key-grace");
        Assert.Equal((string?)made.Json["key"], (string?)again.Json["key"]);
        var other = await admin.PostAsync("/ops/keys", new { name = "Eve", role = "admin" }, "key-grace");
        Assert.Equal("idempotency_key_reused", other.Code);

        using var grace = shop.NewClient().WithToken((string)made.Json["key"]!);
        var sku = (string)(await grace.GetAsync("/products?limit=1")).Json["items"]![0]!["sku"]!;
        Assert.Equal(HttpStatusCode.OK, (await grace.GetAsync($"/stock/{sku}/explain")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await grace.GetAsync("/ops/audit-log")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await grace.GetAsync("/ops/keys")).Status);

        var listed = (await admin.GetAsync("/ops/keys")).Json["items"]!.AsArray()
            .Single(key => (string?)key!["id"] == (string?)made.Json["id"])!;
        Assert.Equal(("Grace", "ops", null), ((string?)listed["name"], (string?)listed["createdBy"], listed["key"]));
    }

    [Fact]
    public async Task Key_MadeWithAKey_HasNoScopeThatItsMakerLacks()
    {
        using var admin = shop.NewOperator();
        var made = await admin.PostAsync(
            "/ops/keys", new { name = "Keeper", scopes = new[] { "operators:manage", "orders:read" } });
        using var keeper = shop.NewClient().WithToken((string)made.Json["key"]!);
        var more = await keeper.PostAsync("/ops/keys", new { name = "More", role = "finance" });
        Assert.Equal((HttpStatusCode.Forbidden, "forbidden"), (more.Status, more.Code));
        var less = await keeper.PostAsync("/ops/keys", new { name = "Less", scopes = new[] { "orders:read" } });
        Assert.Equal(HttpStatusCode.Created, less.Status);
        Assert.Equal((string?)made.Json["id"], (string?)less.Json["createdBy"]);
    }

    [Theory]
    [InlineData("""{"name":"x","role":"boss"}""", HttpStatusCode.BadRequest, "invalid_request")]
    [InlineData("""{"name":"x"}""", HttpStatusCode.UnprocessableEntity, "invalid_operator_key")]
    [InlineData("""{"name":"x","scopes":["a:b"]}""", HttpStatusCode.UnprocessableEntity, "invalid_operator_key")]
    public async Task Key_ThatIsNoGood_IsRefused(string body, HttpStatusCode status, string code)
    {
        using var admin = shop.NewOperator();
        var refused = await admin.PostTextAsync("/ops/keys", body);
        Assert.Equal((status, code), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task Key_Deleted_IsRefusedWithinFiveSeconds()
    {
        using var admin = shop.NewOperator();
        var made = await admin.PostAsync("/ops/keys", new { name = "Short", role = "support" });
        var key = (string)made.Json["key"]!;
        var time = new FakeTimeProvider();
        var keys = new OperatorKeys(
            shop.Services.GetRequiredService<IGrainFactory>(), shop.Services.GetRequiredService<IdSeal>(), time);
        Assert.Equal("Short", (await keys.IdentifyAsync(key))?.OperatorName);
        for (var i = 0; i < 2; i++)
        {
            var deleted = await admin.DeleteAsync($"/ops/keys/{made.Json["id"]}");
            Assert.Equal(HttpStatusCode.NoContent, deleted.Status);
        }

        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Null(await keys.IdentifyAsync(key));
        Assert.Null(await keys.IdentifyAsync(key[..^1] + (key[^1] == '0' ? '2' : '0')));
        var unknown = await admin.DeleteAsync("/ops/keys/opk_0123456789abcdefghjkmnpqr0");
        Assert.Equal((HttpStatusCode.NotFound, "operator_key_not_found"), (unknown.Status, unknown.Code));
    }

    [Fact]
    public async Task Log_SuccessfulAndRefusedWrites_HasBothWithTheirStatus()
    {
        using var admin = shop.NewOperator();
        var made = await admin.PostAsync("/ops/keys", new { name = "Logged", role = "support" });
        using var support = shop.NewClient().WithToken((string)made.Json["key"]!);
        var customer = await shop.NewClient().PostAsync("/users", new { name = "Ada", email = "ada@logged.example" });
        var path = $"/users/{customer.Json["id"]}";
        Assert.Equal(HttpStatusCode.OK, (await support.GetAsync(path)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await support.DeleteAsync(path)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await support.PostAsync("/ops/keys", new { name = "x" })).Status);
        var reset = await support.PutAsync("/password-resets/sa_rst_secret", new { newPassword = "long enough words" });
        Assert.Equal("invalid_token", reset.Code);

        var entries = await EntriesOfAsync(admin, (string)made.Json["id"]!);
        Assert.Equal(
            [
                ("deleteCustomer", $"DELETE {path}", null), ("deleteCustomer", $"DELETE {path}", 204),
                ("createOperatorKey", "POST /ops/keys", null), ("createOperatorKey", "POST /ops/keys", 403),
                ("resetPassword", "PUT /password-resets/{token}", null),
                ("resetPassword", "PUT /password-resets/{token}", 422),
            ],
            entries.Select(entry =>
                ((string?)entry["operation"], (string?)entry["target"], (int?)entry["status"])));
        Assert.All(entries, entry => Assert.Equal("Logged", (string?)entry["name"]));
        Assert.Equal((string?)entries[0]["request"], (string?)entries[1]["request"]);
        Assert.Empty((await admin.GetAsync("/ops/audit")).Json["violations"]!.AsArray());
        Assert.Equal("cursor_invalid", (await admin.GetAsync("/ops/audit-log?cursor=YWJj")).Code);
    }

    /// <summary>The entries of an operator, oldest first.</summary>
    private static async Task<List<JsonNode>> EntriesOfAsync(Visitor admin, string id)
    {
        var entries = new List<JsonNode>();
        var path = "/ops/audit-log?limit=5";
        while (true)
        {
            var page = await admin.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, page.Status);
            entries.AddRange(page.Json["items"]!.AsArray().Where(entry => (string?)entry!["operator"] == id)!);
            if ((string?)page.Json["nextCursor"] is not { } next) break;
            path = $"/ops/audit-log?limit=5&cursor={next}";
        }

        entries.Reverse();
        return entries;
    }
}
