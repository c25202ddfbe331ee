using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ShopActors.Browser.Tests;

/// <summary>An operator makes trouble at the simulated provider, in a shop that runs in Development.</summary>
[Collection(nameof(BrowserCollection))]
public sealed class FailureLabTests(BrowserFixture browsers)
{
    [BrowserFact]
    public async Task Trouble_MadeOnTheConsole_HitsAShopper_AndEndsThere()
    {
        await using var shop = browsers.NewShop("laboratory", "Development");
        await shop.StartAsync(CancellationToken.None);
        var page = await browsers.NewPageAsync(width: 390, height: 844, address: shop.Address);
        await page.SignInAsync("lab");
        await Expect(page.Locator("main")).ToContainTextAsync("Nothing goes wrong.");
        await page.ExpectAccessibleAsync();
        await page.ExpectNoSidewaysScrollingAsync();

        await page.Button("Make trouble").ClickAsync();
        await page.ActionDialog().GetByLabel("What goes wrong").SelectOptionAsync("lost_answers");
        await Expect(page.ActionDialog().Locator(".plan")).ToContainTextAsync("“Answers are lost: 100 %”");
        await page.ExpectAccessibleAsync();
        Assert.StartsWith(
            "Answers are lost: 100 %.", await page.ConfirmAsync("Begin"), StringComparison.Ordinal);

        var buyer = await browsers.NewPageAsync(address: shop.Address);
        await buyer.FillCartAsync();
        await buyer.CheckOutAsync("tok_ok");
        await Expect(buyer.Status()).ToHaveTextAsync("Confirmed and paid");

        await Expect(page.Locator(".note")).ToContainTextAsync("Answers are lost: 100 %.");
        await page.Button("End it").ClickAsync();
        Assert.StartsWith("Nothing goes wrong.", await page.ConfirmAsync("End it"), StringComparison.Ordinal);
        await Expect(page.Button("End it")).ToHaveCountAsync(0);
        await page.OpenAsync("log");
        await Expect(page.Locator("main")).ToContainTextAsync("setFailureLab");
    }

    [BrowserFact]
    public async Task Lab_InProduction_IsNotThere()
    {
        var page = await browsers.NewPageAsync();
        await page.SignInAsync("lab");

        await Expect(page.Heading("Overview")).ToBeVisibleAsync();
        await Expect(page.Locator("#areas")).Not.ToContainTextAsync("Failure lab");
    }
}
