using static Microsoft.Playwright.Assertions;

namespace ShopActors.Browser.Tests;

/// <summary>A shop that is killed while its page is open.</summary>
[Collection(nameof(BrowserCollection))]
public sealed class RecoveryTests(BrowserFixture browsers)
{
    [BrowserFact]
    public async Task Shop_KilledInMidCheckout_HasOneOrder_AndThePageFindsIt()
    {
        await using var shop = browsers.NewShop("killed");
        shop.Settings["Shipping__Required"] = "true";
        shop.Settings["Shipping__Methods__post__Name"] = "Post";
        shop.Settings["Shipping__Methods__post__Rates__0__Currency"] = "EUR";
        shop.Settings["Shipping__Methods__post__Rates__0__Amount"] = "490";
        await shop.StartAsync(CancellationToken.None);
        var page = await browsers.NewPageAsync(address: shop.Address);
        await page.FillCartAsync();
        await page.GoToCheckoutAsync("tok_slow");
        await page.FillAsync(("email", "ada@example.org"));
        await page.FillAddressAsync();
        await page.PlaceOrderAsync();
        await Expect(page.Locator(".outcome")).ToContainTextAsync("The shipping method");
        await page.Locator("input[name=shipping]").First.CheckAsync();
        await Expect(page.Locator("#page .totals")).ToContainTextAsync("Shipping (Post)");

        var keys = new List<string>();
        var isKilled = new TaskCompletionSource();
        await page.RouteAsync("**/checkout", async route =>
        {
            keys.Add(route.Request.Headers["idempotency-key"]);
            if (keys.Count > 1)
            {
                await route.ContinueAsync();
                return;
            }

            // The order is stored, its payment is under way, and the answer never reaches the page.
            await route.FetchAsync();
            await shop.Process.KillAsync();
            await route.AbortAsync();
            isKilled.SetResult();
        });
        await page.PlaceOrderAsync();
        await isKilled.Task;
        await Expect(page.Locator(".outcome")).ToContainTextAsync("The shop does not answer.");

        await shop.StartAsync(CancellationToken.None);
        await page.OrderAsync();
        await Expect(page.Status()).ToHaveTextAsync("Confirmed and paid", new() { Timeout = 60_000 });
        Assert.True(keys.Count > 1);
        Assert.Single(keys.Distinct());

        await shop.Process.KillAsync();
        await Expect(page.Locator(".aside")).ToContainTextAsync("The connection is lost.");
        await shop.StartAsync(CancellationToken.None);
        await Expect(page.Locator(".aside")).Not.ToContainTextAsync("The connection is lost.");
        await page.Locator("#orders-link").ClickAsync();
        await Expect(page.Locator(".orders li")).ToHaveCountAsync(1);
        await Expect(page.Locator(".orders .badge")).ToHaveTextAsync("Confirmed and paid");
        await Expect(page.CartCount()).ToBeHiddenAsync();
    }
}
