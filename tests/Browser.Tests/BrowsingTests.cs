using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ShopActors.Browser.Tests;

/// <summary>Looking around in a real browser.</summary>
[Collection(nameof(BrowserCollection))]
public sealed partial class BrowsingTests(BrowserFixture shop)
{
    // A PNG of one pixel.
    private static readonly byte[] Pixel = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

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
        await Expect(page.Locator("#home")).ToBeVisibleAsync();
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
        await page.RouteAsync("**/shop/app.js", route => route.AbortAsync());
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
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        Assert.InRange(bytes, 1, 100_000);
    }

    [BrowserFact]
    public async Task Product_ShowsItsVariantsItsPictureAndItsStockAsItChanges()
    {
        var page = await shop.NewPageAsync();
        var picture = await page.APIRequest.PostAsync("/images", new()
        {
            DataByte = Pixel,
            Headers = new Dictionary<string, string>
            {
                ["Authorization"] = $"Bearer {BrowserFixture.OpsToken}",
                ["Content-Type"] = "image/png",
            },
        });
        var url = (await picture.JsonAsync())!.Value.GetProperty("url").GetString();
        foreach (var colour in new[] { "Red", "Blue" })
        {
            await shop.SellAsync(
                $$"""
                {"sku": "BAG-{{colour}}", "title": "{{colour}} bag", "price": {"amount": 2000, "currency": "EUR"},
                 "compareAtPrice": {"amount": 2500, "currency": "EUR"}, "group": "bags", "initialStock": 4,
                 "attributes": {"Colour": "{{colour}}"}, "description": "For books.\nAnd for apples.",
                 "images": [{"url": "{{url}}", "alt": "A bag"}]}
                """);
        }

        await page.GotoAsync("/?search=red%20bag");
        await page.Locator(".book h3 a").ClickAsync();
        await Expect(page).ToHaveTitleAsync("Red bag · ShopActors");
        await Expect(page.Locator(".product .cover img")).ToHaveJSPropertyAsync("naturalWidth", 1);
        await Expect(page.Locator(".product s")).ToHaveTextAsync("€25.00");
        await Expect(page.Locator(".stock")).ToHaveTextAsync("Only 4 left");
        await page.ExpectAccessibleAsync();

        var counted = await shop.OperateAsync(
            HttpMethod.Post, "/stock/BAG-Red/adjustments", """{"delta": 20, "reason": "received"}""");
        Assert.True(counted.IsSuccess, counted.ToString());
        await Expect(page.Locator(".stock")).ToHaveTextAsync("24 copies in stock");
        await page.GetByRole(AriaRole.Link, new() { Name = "Blue" }).ClickAsync();
        await Expect(page).ToHaveTitleAsync("Blue bag · ShopActors");
        await page.GoBackAsync();
        await Expect(page).ToHaveTitleAsync("Red bag · ShopActors");
    }

    [BrowserFact]
    public async Task Command_WhoseAnswerIsLost_IsRepeatedWithItsKey()
    {
        var page = await shop.NewPageAsync();
        var keys = new ConcurrentQueue<string>();
        await page.RouteAsync("**/items", async route =>
        {
            keys.Enqueue(route.Request.Headers["idempotency-key"]);
            var answer = await route.FetchAsync();
            if (keys.Count == 1) await route.AbortAsync();
            else await route.FulfillAsync(new() { Response = answer });
        });
        await page.FillCartAsync();

        Assert.Equal(2, keys.Count);
        Assert.Single(keys.Distinct());
    }

    [BrowserFact]
    public async Task Pages_DoNotMoveWhileTheyLoad()
    {
        var page = await shop.NewPageAsync();
        await page.AddInitScriptAsync(
            """
            window.moved = 0;
            new PerformanceObserver(list => {
              for (const one of list.getEntries()) if (!one.hadRecentInput) window.moved += one.value;
            }).observe({ type: "layout-shift", buffered: true });
            """);
        await page.GotoAsync("/");
        var product = await page.Locator(".book h3 a").First.GetAttributeAsync("href");
        foreach (var path in new[] { "/", $"/{product}", "/#/orders" })
        {
            await page.GotoAsync("about:blank");
            await page.GotoAsync(path);
            await page.WaitForLoadStateAsync(LoadState.Load);
            await Expect(page.Locator(".ghost, .skeleton")).ToHaveCountAsync(0);
            // What Core Web Vitals call good.
            Assert.InRange(await page.EvaluateAsync<double>("window.moved"), 0, 0.1);
        }
    }

    [GeneratedRegex("search=")]
    private static partial Regex SearchPage();

    [GeneratedRegex("category=")]
    private static partial Regex CategoryPage();
}
