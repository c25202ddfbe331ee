using System.Net;

namespace ShopActors.WebApi.Tests.Ops;

/// <summary>Trouble at the simulated provider, made while the shop runs in Development.</summary>
public sealed class FailureLabTests(FailureLabTests.DevelopmentShop shop)
    : IClassFixture<FailureLabTests.DevelopmentShop>
{
    private const string Path = "/ops/failure-lab";

    [Theory]
    [InlineData("lost_requests", "confirmed")]
    [InlineData("lost_answers", "confirmed")]
    [InlineData("repeated_webhooks", "confirmed")]
    [InlineData("late_webhooks", "confirmed")]
    [InlineData("declines", "cancelled")]
    public async Task Trouble_HitsAPaymentThatWouldWork_AndTheBooksBalance(string trouble, string status)
    {
        using var ops = shop.NewOperator();
        Assert.True((bool)(await ops.GetAsync("/ops/overview")).Json["failureLab"]!);
        await SetAsync(ops, trouble, 100);

        var order = await BuyAsync($"lab-{trouble}");

        await AssertEndsAsync(ops, order, status);
        await SetAsync(ops, "none", 0);
        await AssertEndsAsync(ops, await BuyAsync($"lab-after-{trouble}"), "confirmed");
        Assert.Empty((await ops.GetAsync("/ops/audit")).Json["violations"]!.AsArray());
    }

    [Fact]
    public async Task Provider_ThatIsAway_HoldsOrdersUntilItIsBack()
    {
        using var ops = shop.NewOperator();
        await SetAsync(ops, "away", 100);
        var order = await BuyAsync("lab-away");
        Assert.Equal("pending", (string)(await ops.GetAsync($"/orders/{order}")).Json["status"]!);

        await SetAsync(ops, "none", 0);

        await AssertEndsAsync(ops, order, "confirmed");
        Assert.Empty((await ops.GetAsync("/ops/audit")).Json["violations"]!.AsArray());
    }

    [Theory]
    [InlineData("fire", 10)]
    [InlineData("away", 101)]
    [InlineData("away", -1)]
    [InlineData(null, 10)]
    public async Task Put_WhatDoesNotExist_IsRefused(string? trouble, int percent)
    {
        using var ops = shop.NewOperator();

        var refused = await ops.PutAsync(Path, new { trouble, percent });

        Assert.Equal("invalid_request", refused.Code);
    }

    [Fact]
    public async Task Lab_IsForOperatorsWhoDecideOnPayments()
    {
        using var admin = shop.NewOperator();
        var made = await admin.PostAsync("/ops/keys", new { name = "Reader", scopes = new[] { "stock:read" } });
        using var reader = shop.NewClient().WithToken((string)made.Json["key"]!);
        using var visitor = shop.NewClient();

        Assert.Equal(HttpStatusCode.Forbidden, (await reader.GetAsync(Path)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await visitor.GetAsync(Path)).Status);
    }

    private static async Task SetAsync(Visitor ops, string trouble, int percent)
    {
        var set = await ops.PutAsync(Path, new { trouble, percent });
        Assert.True(set.Status == HttpStatusCode.OK, set.ToString());
        Assert.Equal(set.Text, (await ops.GetAsync(Path)).Text);
        Assert.Equal((trouble, percent), ((string)set.Json["trouble"]!, (int)set.Json["percent"]!));
    }

    private static async Task AssertEndsAsync(Visitor ops, string order, string status) =>
        Assert.Equal(status, (string)(await ops.WaitForEndAsync(order)).Json["status"]!);

    private async Task<string> BuyAsync(string key)
    {
        using var shopper = shop.NewClient();
        var cart = await shopper.NewCartWithAsync("BOOK-CLA-005");
        var answer = await shopper.CheckoutAsync(cart, key);
        return (string?)answer.Json["orderId"] ?? (string)answer.Json["id"]!;
    }

    public sealed class DevelopmentShop : ShopFixture
    {
        protected override string EnvironmentName => "Development";
    }
}
