using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ShopActors.Browser.Tests;

/// <summary>What a shopper does on the page.</summary>
internal static class ShopPage
{
    public static ILocator Status(this IPage page) => page.Locator("#page .status strong");

    public static ILocator CartCount(this IPage page) => page.Locator("#cart-count");

    /// <summary>Opens the shop and puts some of the first books into the cart, one after another.</summary>
    public static async Task FillCartAsync(this IPage page, int books = 1)
    {
        await page.GotoAsync("/");
        for (var i = 0; i < books; i++)
        {
            await page.Locator(".book .quick").Nth(i).ClickAsync();
            await Expect(page.CartCount()).ToHaveTextAsync($"{i + 1}");
        }
    }

    /// <summary>Puts a product into the cart from its own page.</summary>
    public static async Task AddAsync(this IPage page, string product)
    {
        await page.GotoAsync($"/#/book/{product}");
        await page.Locator(".buy > .button").ClickAsync();
        await Expect(page.CartCount()).ToHaveTextAsync("1");
    }

    /// <summary>Goes from the cart to the checkout and chooses how to pay.</summary>
    public static async Task GoToCheckoutAsync(this IPage page, string token)
    {
        await page.Locator("#cart-link").ClickAsync();
        await page.Locator(".till .button").ClickAsync();
        await page.Locator($"label:has(input[value={token}])").ClickAsync();
        await Expect(page.Locator("input[name=shipping]").First).ToBeVisibleAsync();
    }

    public static Task PlaceOrderAsync(this IPage page) => page.Locator(".aside > .card > .button").ClickAsync();

    /// <summary>Opens the cart and orders it.</summary>
    public static async Task CheckOutAsync(this IPage page, string token)
    {
        await page.GoToCheckoutAsync(token);
        await page.PlaceOrderAsync();
    }

    /// <summary>Fills the fields of a form by their names.</summary>
    public static async Task FillAsync(this IPage page, params (string Field, string Value)[] fields)
    {
        foreach (var (field, value) in fields) await page.Locator($"#page [name='{field}']").FillAsync(value);
    }

    /// <summary>Fills the delivery's fields with an address in Berlin.</summary>
    public static async Task FillAddressAsync(this IPage page)
    {
        await page.FillAsync(
            ("name", "Ada Lovelace"), ("line1", "Unter den Linden 1"), ("postalCode", "10117"), ("city", "Berlin"));
        await page.Locator("[name=country]").SelectOptionAsync("DE");
    }

    /// <summary>Registers a customer, which signs in.</summary>
    public static async Task SignUpAsync(this IPage page, string email, string password)
    {
        await page.GotoAsync("/#/sign-up");
        await page.FillAsync(("name", "Ada Lovelace"), ("email", email), ("password", password));
        await page.Locator("#page form .button").ClickAsync();
        await Expect(page.Locator("#account-name")).ToHaveTextAsync("Ada Lovelace");

        // The account's page comes after the name, and would replace one that is opened before it.
        await Expect(page.Locator("#page h1")).ToHaveTextAsync("Your account");
    }

    /// <summary>The order that the page shows.</summary>
    public static async Task<string> OrderAsync(this IPage page)
    {
        await page.WaitForURLAsync("**/#/order/*");
        return page.Url[(page.Url.LastIndexOf('/') + 1)..];
    }
}
