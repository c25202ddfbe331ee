using System.Text.RegularExpressions;
using static Microsoft.Playwright.Assertions;

namespace ShopActors.Browser.Tests;

/// <summary>Looking around in a real browser.</summary>
[Collection(nameof(BrowserCollection))]
public sealed partial class BrowsingTests(BrowserFixture shop)
{
    [BrowserFact]
    public async Task Search_IsInTheAddressAndInTheTitle_AndGoesBack()
    {
        var page = await shop.NewPageAsync();
        await page.GotoAsync("/");
        await Expect(page.Locator(".book:not(.ghost)").First).ToBeVisibleAsync();
        var title = await page.Locator(".book h3").First.InnerTextAsync();
        var word = title.Split(' ').MaxBy(part => part.Length)!;

        await page.Locator("#search").FillAsync(word);
        await Expect(page).ToHaveURLAsync(SearchPage());
        await Expect(page).ToHaveTitleAsync($"“{word}” · ShopActors");
        await page.ReloadAsync();
        await Expect(page.Locator("#search")).ToHaveValueAsync(word);
        await Expect(page.Locator(".book h3").First).ToBeVisibleAsync();

        await page.Locator(".book h3 a").First.ClickAsync();
        await Expect(page).Not.ToHaveTitleAsync($"“{word}” · ShopActors");
        await page.GoBackAsync();
        await Expect(page.Locator("#panel")).ToBeHiddenAsync();
        await page.GoBackAsync();
        await Expect(page.Locator("#search")).ToHaveValueAsync("");
        await Expect(page).ToHaveTitleAsync("ShopActors");
    }

    [BrowserFact]
    public async Task Category_Chosen_IsInTheAddress()
    {
        var page = await shop.NewPageAsync();
        await page.GotoAsync("/");
        var chip = page.Locator("#categories .chip").Nth(1);
        await chip.ClickAsync();
        await Expect(page).ToHaveURLAsync(CategoryPage());
        await page.ReloadAsync();
        await Expect(page.Locator("#categories .chip").Nth(1)).ToHaveAttributeAsync("aria-pressed", "true");
    }

    [BrowserFact]
    public async Task CartCount_FollowsTheOtherTab()
    {
        var first = await shop.NewPageAsync();
        await first.FillCartAsync();
        var second = await first.Context.NewPageAsync();
        await second.GotoAsync("/");
        await Expect(second.Locator("#cart-count")).ToHaveTextAsync("1");

        await second.Locator(".book .quick").Nth(1).ClickAsync();
        await Expect(first.Locator("#cart-count")).ToHaveTextAsync("2");
    }

    [BrowserFact]
    public async Task Page_WhoseScriptDoesNotArrive_SaysSo()
    {
        var page = await shop.NewPageAsync();
        await page.RouteAsync("**/app.js", route => route.AbortAsync());
        await page.GotoAsync("/");
        await Expect(page.Locator("#unready")).ToBeVisibleAsync(new() { Timeout = 10_000 });
    }

    [BrowserFact]
    public async Task Files_AreSentCompressed()
    {
        var page = await shop.NewPageAsync();
        var bytes = 0;
        page.Response += (_, response) => Assert.True(response.Ok, response.Url);
        page.RequestFinished += async (_, request) =>
        {
            var sizes = await request.SizesAsync();
            Interlocked.Add(ref bytes, sizes.ResponseBodySize);
        };
        var answer = await page.GotoAsync("/");
        Assert.Equal("br", await answer!.HeaderValueAsync("content-encoding"));
        await page.WaitForLoadStateAsync(Microsoft.Playwright.LoadState.NetworkIdle);
        Assert.InRange(bytes, 1, 100_000);
    }

    [BrowserTheory]
    [InlineData("/", 1280)]
    [InlineData("/", 390)]
    [InlineData("/#/cart", 390)]
    [InlineData("/#/orders", 1280)]
    [InlineData("/#/order/ord_unknown", 1280)]
    public async Task Page_HasNoAccessibilityViolation(string path, int width)
    {
        var page = await shop.NewPageAsync(width);
        await page.FillCartAsync();
        await page.GotoAsync(path);
        await page.WaitForLoadStateAsync(Microsoft.Playwright.LoadState.NetworkIdle);
        await page.ExpectAccessibleAsync();
    }

    [GeneratedRegex("search=")]
    private static partial Regex SearchPage();

    [GeneratedRegex("category=")]
    private static partial Regex CategoryPage();
}
