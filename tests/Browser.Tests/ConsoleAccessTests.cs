using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ShopActors.Browser.Tests;

/// <summary>The console on a desktop and on a phone, in light and dark colours, and by keyboard alone.</summary>
[Collection(nameof(BrowserCollection))]
public sealed class ConsoleAccessTests(BrowserFixture shop)
{
    private static readonly string[] Areas =
    [
        "", "orders", "products", "imports", "stock", "stock/BOOK-ADV-001", "customers", "promotions", "webhooks",
        "audit", "ledger", "keys", "log",
    ];

    [BrowserTheory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task Pages_HaveNoAccessibilityViolation(int width, ColorScheme colours)
    {
        var page = await shop.NewPageAsync(width, 844, colours);
        await page.GotoAsync("/ops");
        await Expect(page.GetByLabel("Operator's key")).ToBeFocusedAsync();
        await page.ExpectAccessibleAsync();
        await page.SignInAsync();
        string[] areas = [.. Areas, $"orders/{await shop.PlaceOrderAsync()}", await FirstProductAsync()];
        foreach (var area in areas)
        {
            await page.OpenAsync(area);
            await page.ExpectNoSidewaysScrollingAsync();
            await page.ExpectAccessibleAsync();
        }
    }

    [BrowserTheory]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Light)]
    public async Task Dialogs_HaveNoAccessibilityViolation(int width, ColorScheme colours)
    {
        var page = await shop.NewPageAsync(width, 844, colours);
        await page.SignInAsync();
        (string Area, string Button)[] dialogs =
        [
            ($"orders/{await shop.PlaceOrderAsync()}", "Refund"), ("stock/BOOK-ADV-001", "Adjust"),
            ("promotions", "Add a promotion"), ("keys", "Make a key"), ("imports", "Import a file"),
        ];
        foreach (var (area, button) in dialogs)
        {
            await page.OpenAsync(area);
            await page.Button(button).ClickAsync();
            await Expect(page.ActionDialog()).ToBeVisibleAsync();
            await page.ExpectNoSidewaysScrollingAsync();
            await page.ExpectAccessibleAsync();
            await page.Keyboard.PressAsync("Escape");
            await Expect(page.ActionDialog()).ToHaveCountAsync(0);
            await Expect(page.Button(button)).ToBeFocusedAsync();
        }
    }

    [BrowserFact]
    public async Task Console_IsUsedByKeyboard()
    {
        var page = await shop.NewPageAsync();
        await page.SignInAsync();
        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync("BOOK-ADV-002");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Heading("BOOK-ADV-002")).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Button("Adjust")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.ActionDialog().Locator("[name=delta]")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("1");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.ActionDialog().GetByRole(AriaRole.Button, new() { Name = "Close" })).ToBeFocusedAsync();
    }

    [BrowserFact]
    public async Task Areas_OnAPhone_AreBehindAButton()
    {
        var page = await shop.NewPageAsync(390, 844);
        await page.SignInAsync();
        await Expect(page.Locator("#areas")).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Menu" }).ClickAsync();
        await page.Locator("#areas").GetByRole(AriaRole.Link, new() { Name = "Products" }).ClickAsync();
        await Expect(page.Heading("Products")).ToBeVisibleAsync();
        await Expect(page.Locator("#areas")).ToBeHiddenAsync();
    }

    private async Task<string> FirstProductAsync()
    {
        var page = await shop.NewPageAsync();
        await page.GotoAsync("/");
        var hash = await page.Locator(".book h3 a").First.GetAttributeAsync("href");
        await page.Context.CloseAsync();
        return $"products/{hash!.Split('/')[^1]}";
    }
}
