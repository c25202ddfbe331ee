using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ShopActors.Browser.Tests;

/// <summary>Finding customers on the console.</summary>
[Collection(nameof(BrowserCollection))]
public sealed class ConsoleCustomerTests(BrowserFixture shop)
{
    [BrowserFact]
    public async Task Customers_AreFoundByPartsOfTheirNames_AndShownWithTheirOrders()
    {
        var page = await shop.NewPageAsync();
        foreach (var name in new[] { "Barbara Liskov", "Grace Hopper" })
        {
            var email = $"{name.Split(' ')[0]}@console.example";
            var body = $$"""{"name": "{{name}}", "email": "{{email}}"}""";
            var registered = await shop.Operator.SendAsync(
                new(HttpMethod.Post, "/users") { Body = body, IdempotencyKey = email }, CancellationToken.None);
            Assert.True(registered.Status == 201, registered.Text);
        }

        await page.SignInAsync("customers");
        var rows = page.Locator("tbody tr");
        await Expect(rows.Filter(new() { HasText = "Grace Hopper" })).ToHaveCountAsync(1);
        await page.Locator("main").GetByRole(AriaRole.Searchbox, new() { Name = "Search" }).FillAsync("lisk");
        await page.Button("Search").ClickAsync();
        await Expect(rows).ToHaveCountAsync(1);
        await Expect(rows.First).ToContainTextAsync("barbara@console.example", new() { IgnoreCase = true });
        await page.ExpectAccessibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Barbara Liskov" }).ClickAsync();
        await Expect(page.Heading("Barbara Liskov")).ToBeFocusedAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("No orders");
        await Expect(page.Locator("dl")).ToContainTextAsync("Spent");
        await page.ExpectNoSidewaysScrollingAsync();
        await page.ExpectAccessibleAsync();

        await page.GotoAsync("/ops#/customers?q=nothing-like-this");
        await Expect(page.Locator("main")).ToContainTextAsync("No customer matches");
    }
}
