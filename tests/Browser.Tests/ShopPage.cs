using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ShopActors.Browser.Tests;

/// <summary>What a shopper does on the page.</summary>
internal static class ShopPage
{
    public static ILocator Status(this IPage page) => page.Locator(".panel .status strong");

    /// <summary>Opens the shop and puts some of the first books into the cart, one after another.</summary>
    public static async Task FillCartAsync(this IPage page, int books = 1)
    {
        await page.GotoAsync("/");
        for (var i = 0; i < books; i++)
        {
            await page.Locator(".book .quick").Nth(i).ClickAsync();
            await Expect(page.Locator("#cart-count")).ToHaveTextAsync($"{i + 1}");
        }
    }

    /// <summary>Opens the cart and orders it.</summary>
    public static async Task CheckOutAsync(this IPage page, string token)
    {
        await page.Locator("#cart-link").ClickAsync();
        await page.Locator($"label:has(input[value={token}])").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Place the order" }).ClickAsync();
    }

    /// <summary>The order that the page shows.</summary>
    public static async Task<string> OrderAsync(this IPage page)
    {
        await page.WaitForURLAsync("**/#/order/*");
        return page.Url[(page.Url.LastIndexOf('/') + 1)..];
    }
}
