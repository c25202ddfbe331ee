using System.Net;

namespace ShopActors.WebApi.Tests.Issues;

/// <summary>
/// A shop without the seed's books was not ready, so that behind a probe no product could be added to it.
/// </summary>
public sealed class EmptyShopNeverReadyTests(EmptyShopNeverReadyTests.Fixture shop)
    : IClassFixture<EmptyShopNeverReadyTests.Fixture>
{
    [Fact]
    public async Task Shop_WithoutProducts_IsReadyAndTakesTheFirst()
    {
        using var ops = shop.NewOperator();
        Assert.Equal(HttpStatusCode.OK, (await ops.GetAsync("/readyz")).Status);
        Assert.Empty((await ops.GetAsync("/products")).Json["items"]!.AsArray());

        var first = new { sku = "FIRST-1", title = "First", price = new { amount = 100, currency = "EUR" } };
        Assert.Equal(HttpStatusCode.Created, (await ops.PostAsync("/products", first)).Status);
    }

    public sealed class Fixture : ShopFixture
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } =
            new Dictionary<string, string> { ["Catalog:Seed"] = "false" };
    }
}
