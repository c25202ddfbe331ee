using System.Globalization;
using System.Net;

namespace ShopActors.WebApi.Tests.Issues;

/// <summary>
/// Units that a guest held could neither be added to the guest's own cart nor bought; the audit called them stranded,
/// and a refusal because of them did not say when they would be available.
/// </summary>
public sealed class HeldUnitsBlockedTheirHolderTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task Hold_OfTheLastUnits_IsUsedByTheHoldersCartAndCheckout()
    {
        const string Sku = "BOOK-CLA-006";
        await SetStockAsync(Sku, 2);
        using var holder = shop.NewClient();
        var cart = await holder.NewCartAsync();
        var held = await holder.PostAsync($"/stock/{Sku}?quantity=2");
        Assert.True(held.Status == HttpStatusCode.Created, held.ToString());

        using var other = shop.NewClient();
        var othersCart = await other.NewCartAsync();
        AssertRetryable(await other.PostAsync($"/carts/{othersCart}/items", new { sku = Sku, quantity = 1 }));
        AssertRetryable(await other.PostAsync($"/stock/{Sku}?quantity=1"));

        var added = await holder.PostAsync($"/carts/{cart}/items", new { sku = Sku, quantity = 2 });
        Assert.True(added.Status == HttpStatusCode.OK, added.ToString());
        Assert.Empty((await holder.GetAsync($"/carts/{cart}?checkStock=true")).Json["warnings"]!.AsArray());
        var order = await holder.CheckoutAsync(cart, "held-units-checkout");
        Assert.True(order.Status == HttpStatusCode.Created, order.ToString());

        var stock = (await shop.NewOperator().GetAsync($"/stock/{Sku}")).Json;
        Assert.Equal((0, 0, 0, 2), ((int)stock["available"]!, (int)stock["held"]!, (int)stock["pinned"]!,
            (int)stock["sold"]!));
        var late = await other.PostAsync($"/stock/{Sku}?quantity=1");
        Assert.Equal((HttpStatusCode.Conflict, false), (late.Status, (bool)late.Json["retryable"]!));
    }

    [Fact]
    public async Task Audit_WhileAGuestHoldsUnits_FindsNoViolation()
    {
        const string Sku = "BOOK-CLA-007";
        using var holder = shop.NewClient();
        await holder.NewCartAsync();
        Assert.Equal(HttpStatusCode.Created, (await holder.PostAsync($"/stock/{Sku}?quantity=1")).Status);

        var audit = await shop.NewOperator().GetAsync("/ops/audit");

        Assert.True(audit.Status == HttpStatusCode.OK, audit.ToString());
        Assert.Empty(audit.Json["violations"]!.AsArray());
    }

    [Fact]
    public async Task Hold_OfMoreThanAShareOfTheStock_IsRefusedWithTheShare()
    {
        const string Sku = "BOOK-CLA-008";
        await SetStockAsync(Sku, 100);
        using var greedy = shop.NewClient();
        await greedy.NewCartAsync();

        var all = await greedy.PostAsync($"/stock/{Sku}?quantity=100");
        var share = await greedy.PostAsync($"/stock/{Sku}?quantity=20");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "quantity_out_of_range"), (all.Status, all.Code));
        Assert.Equal(20, (int)all.Json["max"]!);
        Assert.True(share.Status == HttpStatusCode.Created, share.ToString());
    }

    private static void AssertRetryable(Answer answer)
    {
        Assert.Equal((HttpStatusCode.Conflict, "insufficient_stock"), (answer.Status, answer.Code));
        Assert.True((bool)answer.Json["retryable"]!);
        var seconds = int.Parse(
            Assert.Single(answer.Headers.GetValues("Retry-After")), CultureInfo.InvariantCulture);
        Assert.InRange(seconds, 2, 600);
    }

    private async Task SetStockAsync(string sku, int onHand)
    {
        using var ops = shop.NewOperator();
        var before = await ops.GetAsync($"/stock/{sku}");
        var set = await ops.PutAsync($"/stock/{sku}", new { onHand }, ("If-Match", before.ETag!));
        Assert.True(set.Status == HttpStatusCode.OK, set.ToString());
    }
}
