using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ShopActors.Browser.Tests;

/// <summary>From the first visit to the return of what was bought.</summary>
[Collection(nameof(BrowserCollection))]
public sealed partial class JourneyTests(BrowserFixture shop)
{
    private const string Password = "correct horse battery staple";

    [BrowserFact]
    public async Task Customer_SignsUpAndIn_Buys_AndReturnsAUnit()
    {
        var page = await shop.NewPageAsync();
        await page.FillCartAsync(2);
        await page.SignUpAsync("journey@example.org", Password);
        await Expect(page.CartCount()).ToHaveTextAsync("2");
        Assert.Empty(await page.Context.CookiesAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(page.CartCount()).ToBeHiddenAsync();
        Assert.False(await page.EvaluateAsync<bool>("'shop.session' in localStorage"));

        await SignInAgainAsync(page);
        var second = await page.Context.NewPageAsync();
        await second.GotoAsync("/#/account");
        await Expect(second.Locator("#page")).ToContainTextAsync("journey@example.org");
        await second.CloseAsync();

        await page.GoToCheckoutAsync("tok_ok");
        await EnterPurchaseAsync(page);
        await page.PlaceOrderAsync();
        await Expect(page.Status()).ToHaveTextAsync("Confirmed and paid");
        await Expect(page.Locator("#page")).ToContainTextAsync("Unter den Linden 1");
        await Expect(page.Locator("#page .totals")).ToContainTextAsync("Shipping (Express)");
        await Expect(page.Locator(".totals .less")).ToContainTextAsync("JOURNEY10");

        await ReturnAUnitAsync(page, await page.OrderAsync());
        await page.Locator("#orders-link").ClickAsync();
        await Expect(page.Locator(".orders .badge")).ToHaveTextAsync("Confirmed, and partly refunded");
        await Expect(page.Locator(".orders li")).ToContainTextAsync("refunded");
    }

    [BrowserFact]
    public async Task Buyer_InGerman_ReadsEverythingInGerman_UntilTheLanguageIsSwitched()
    {
        var page = await shop.NewPageAsync(390, 844, ColorScheme.Dark, "de-DE");
        await page.FillCartAsync();
        Assert.Equal("de", await page.EvaluateAsync<string>("document.documentElement.lang"));
        await Expect(page.Locator(".book .price").First).ToHaveTextAsync(GermanPrice());
        await page.GoToCheckoutAsync("tok_declined");
        await page.FillAsync(("code", "NICHTS"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Einlösen" }).ClickAsync();
        await Expect(page.Locator("#coupon-failure")).ToContainTextAsync("Diesen Gutschein gibt es nicht");
        await page.PlaceOrderAsync();
        await Expect(page.Locator(".outcome")).ToContainTextAsync("Die Bank hat die Zahlung abgelehnt.");

        await page.Locator("label:has(input[value=tok_bank_debit])").ClickAsync();
        await page.PlaceOrderAsync();
        await Expect(page.Status()).ToHaveTextAsync("Ihre Bank arbeitet daran");
        await Expect(page).ToHaveTitleAsync("Ihre Bestellung · ShopActors");
        await page.Locator("#language").ClickAsync();
        await Expect(page.Status()).ToHaveTextAsync("Your bank is at it");
        await page.ReloadAsync();
        await Expect(page.Status()).ToHaveTextAsync("Your bank is at it");
        Assert.Equal("en", await page.EvaluateAsync<string>("document.documentElement.lang"));

        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel the order" }).ClickAsync();
        await page.Locator(".ask .danger").ClickAsync();
        await Expect(page.Status()).ToHaveTextAsync("Cancelled");
        await Expect(page.Locator(".status")).ToContainTextAsync("You asked for it.");
    }

    [BrowserFact]
    public async Task Guest_WhoVerifiesTheAddress_BringsTheOrdersIntoTheAccount()
    {
        const string email = "guest@example.org";
        var page = await shop.NewPageAsync();
        await page.FillCartAsync();
        await page.GoToCheckoutAsync("tok_ok");
        await page.FillAsync(("email", email));
        await page.FillAddressAsync();
        // The address is not saved by its own button: the order takes it along.
        await page.PlaceOrderAsync();
        await Expect(page.Status()).ToHaveTextAsync("Confirmed and paid");
        await Expect(page.Locator("#page")).ToContainTextAsync("Unter den Linden 1");
        var order = await page.OrderAsync();

        await page.SignUpAsync(email, Password);
        await page.GotoAsync($"/#/order/{order}");
        await Expect(page.Locator("#page")).ToContainTextAsync("or it is not yours");
        await page.GotoAsync("/#/account");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send a message to verify it" }).ClickAsync();
        await page.GotoAsync(await shop.ReadLinkAsync(email));
        await Expect(page.Locator("#page")).ToContainTextAsync("The address is verified.");
        await page.Locator("#page .button").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Bring them into my account" }).ClickAsync();
        await Expect(page.Locator("#toast")).ToHaveTextAsync("1 order is now yours");
        await page.GotoAsync($"/#/order/{order}");
        await Expect(page.Status()).ToHaveTextAsync("Confirmed and paid");
    }

    private static async Task SignInAgainAsync(IPage page)
    {
        await page.GotoAsync("/#/sign-in");
        await page.FillAsync(("email", "journey@example.org"), ("password", "wrong horse"));
        await page.Locator("#page form .button").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert))
            .ToContainTextAsync("The e-mail address or the password is wrong.");
        await page.FillAsync(("password", Password));
        await page.Locator("#page form .button").ClickAsync();
        await Expect(page.CartCount()).ToHaveTextAsync("2");
    }

    private async Task EnterPurchaseAsync(IPage page)
    {
        await page.FillAddressAsync();
        await page.FillAsync(("email", "journey@example.org"));
        await page.Locator("[name=isBilled]").CheckAsync();
        await page.FillAsync(
            ("billing-name", "Analytical Engines"), ("billing-line1", "Karlsplatz 1"), ("billing-city", "Wien"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the address" }).ClickAsync();
        await Expect(page.Locator("address")).ToHaveCountAsync(2);
        await page.Locator("label:has(input[value=express])").ClickAsync();
        await Expect(page.Locator("#page .totals")).ToContainTextAsync("€9.90");

        await shop.OperateAsync(
            HttpMethod.Post, "/promotions",
            """{"name": "Ten off", "kind": "percentage", "value": 10, "code": "JOURNEY10"}""");
        await page.FillAsync(("code", "JOURNEY11"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await Expect(page.Locator("#coupon-failure")).ToContainTextAsync("This coupon does not exist");
        await page.FillAsync(("code", "JOURNEY10"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await Expect(page.Locator(".totals .less")).ToContainTextAsync("Ten off (JOURNEY10)");
    }

    /// <summary>The page follows what the shop does, without being loaded again.</summary>
    private async Task ReturnAUnitAsync(IPage page, string order)
    {
        await shop.OperateAsync(
            HttpMethod.Post, $"/orders/{order}/shipments", """{"status": "shipped", "tracking": "TRACK-1"}""");
        await Expect(page.Locator(".status")).ToContainTextAsync("It is on its way.");
        await Expect(page.Locator("#page")).ToContainTextAsync("TRACK-1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Return something" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Ask for the return" }).ClickAsync();
        await Expect(page.Locator(".ask")).ToContainTextAsync("Enter how many units come back.");
        await page.Locator(".ask input").First.FillAsync("1");
        await page.Locator(".ask textarea").FillAsync("damaged");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ask for the return" }).ClickAsync();
        await Expect(page.Locator(".order-after")).ToContainTextAsync("Asked for");

        await shop.OperateAsync(HttpMethod.Post, $"/returns/ret_{order[4..]}-1/approve", "{}");
        await Expect(page.Locator(".order-after")).ToContainTextAsync("Approved");
        await shop.OperateAsync(HttpMethod.Post, $"/returns/ret_{order[4..]}-1/receive", "{}");
        await Expect(page.Status()).ToHaveTextAsync("Confirmed, and partly refunded");
        await Expect(page.Locator("#page .totals")).ToContainTextAsync("Refunded");
    }

    [GeneratedRegex(@"^\d+,\d\d\s€$")]
    private static partial Regex GermanPrice();
}
