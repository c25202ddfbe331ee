using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ShopActors.Browser.Tests;

/// <summary>The storefront on a desktop and on a phone, in light and dark colours, and by keyboard alone.</summary>
[Collection(nameof(BrowserCollection))]
public sealed class StorefrontAccessTests(BrowserFixture shop)
{
    private static readonly string[] Paths =
    [
        "/", "/?search=nothing-like-this", "/#/cart", "/#/checkout", "/#/orders", "/#/order/ord_unknown", "/#/sign-in",
        "/#/sign-up", "/#/forgotten", "/#/reset/sa_rst_unknown", "/#/verify/sa_ver_unknown",
    ];

    [BrowserTheory]
    [InlineData(1280, ColorScheme.Light, "en-GB")]
    [InlineData(390, ColorScheme.Dark, "de-DE")]
    public async Task Pages_HaveNoAccessibilityViolation(int width, ColorScheme colours, string locale)
    {
        var page = await shop.NewPageAsync(width, 844, colours, locale);
        await page.GotoAsync("/#/cart");
        await ExpectInOrderAsync(page); // An empty cart.
        await page.FillCartAsync();
        foreach (var path in Paths)
        {
            await page.GotoAsync(path);
            await ExpectInOrderAsync(page);
        }

        await page.GotoAsync("/#/checkout");
        await page.FillAddressAsync();
        await page.FillAsync(("email", "not an address"));
        await page.FillAsync(("code", "NOTHING"));
        await page.Locator(".coupon button").ClickAsync();
        await Expect(page.Locator("#coupon-failure .bad")).ToBeVisibleAsync();
        await page.FillAsync(("email", "ada@example.org"));
        await page.Locator("label:has(input[value=tok_declined])").ClickAsync();
        await page.PlaceOrderAsync();
        await Expect(page.Locator(".outcome .bad")).ToBeVisibleAsync();
        await ExpectInOrderAsync(page);
        await page.Locator(".outcome a").ClickAsync();
        await Expect(page.Locator(".status.cancelled")).ToBeVisibleAsync();
        await ExpectInOrderAsync(page);
        await page.GotoAsync("/#/checkout");
        await page.Locator("label:has(input[value=tok_3ds])").ClickAsync();
        await page.PlaceOrderAsync();
        await Expect(page.Locator(".order-actions .plain")).ToBeVisibleAsync();
        await ExpectInOrderAsync(page);
        await page.Locator(".order-actions .plain").ClickAsync();
        await Expect(page.Locator(".ask")).ToBeVisibleAsync();
        await ExpectInOrderAsync(page);
    }

    [BrowserFact]
    public async Task Shop_IsUsedByKeyboard_AndTheFocusIsNeverHidden()
    {
        var page = await shop.NewPageAsync(390, 700);
        await page.GotoAsync("/");
        await Expect(page.Locator(".book:not(.ghost)").First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#books")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.CartCount()).ToHaveTextAsync("1");

        await page.Locator("#cart-link").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#panel-title")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("#panel")).ToBeHiddenAsync();
        await page.GotoAsync("/#/checkout");
        await Expect(page.Locator("input[name=shipping]").First).ToBeVisibleAsync();
        await page.Locator("#cart-link").FocusAsync();
        var order = page.Locator(".aside .button");
        while (!await order.EvaluateAsync<bool>("button => button === document.activeElement"))
        {
            await page.Keyboard.PressAsync("Tab");
            var hidden = await page.EvaluateAsync<string?>(
                """
                () => {
                  const focused = document.activeElement;
                  const shown = focused.closest("label") ?? focused;
                  const box = shown.getBoundingClientRect();
                  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
                  return top && (shown.contains(top) || top.contains(shown)) ? null : focused.outerHTML;
                }
                """);
            Assert.Null(hidden);
        }
    }

    private static async Task ExpectInOrderAsync(IPage page)
    {
        await Expect(page.Locator(".ghost, .skeleton")).ToHaveCountAsync(0);
        var heading = page.GetByRole(AriaRole.Heading, new() { Level = 1 }).Or(page.Locator("dialog[open] h2"));
        await Expect(heading.First).ToBeVisibleAsync();
        await page.ExpectNoSidewaysScrollingAsync();
        await page.ExpectAccessibleAsync();
    }
}
