using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ShopActors.Browser.Tests;

/// <summary>An operator and the orders of the shop.</summary>
[Collection(nameof(BrowserCollection))]
public sealed class ConsoleOrderTests(BrowserFixture shop)
{
    [BrowserFact]
    public async Task Order_IsFound_RefundedByLine_AndShipped()
    {
        var order = await shop.PlaceOrderAsync(books: 2);
        var page = await shop.NewPageAsync();
        await page.SignInAsync("orders");
        await page.GetByLabel("Search", new() { Exact = true }).FillAsync(order);
        await page.Button("Search").ClickAsync();
        await page.Locator($"main a[href='#/orders/{order}']").ClickAsync();
        await Expect(page.Locator(".steps li").Last).ToContainTextAsync("Order confirmed");
        await page.ReloadAsync();
        await Expect(page.Locator(".steps li").Last).ToContainTextAsync("Order confirmed");
        var paid = await page.Locator("td[data-label=Paid]").First.InnerTextAsync();
        var title = await page.Locator("td[data-label=Item] a").First.InnerTextAsync();

        await page.Button("Refund").ClickAsync();
        await Expect(page.ActionDialog().Locator(".plan")).ToContainTextAsync("Enter how many units");
        await page.EnterAsync("line-1", "1");
        await Expect(page.ActionDialog().Locator(".plan")).ToContainTextAsync($"This gives back {paid} to");
        await Expect(page.ActionDialog().Locator(".plan")).ToContainTextAsync($"1 × {title}");
        Assert.Contains($"The buyer gets {paid} back", await page.ConfirmAsync("Refund"), StringComparison.Ordinal);
        await Expect(page.Locator("td[data-label=Refunded]").First).ToHaveTextAsync("1");
        await Expect(page.Locator("td[data-label=Refunded]").Last).ToHaveTextAsync("0");
        await Expect(page.Locator(".facts")).ToContainTextAsync(["Partially refunded"]);

        await page.Button("Ship").ClickAsync();
        await page.EnterAsync("carrier", "Post");
        var shipped = await page.ConfirmAsync("Record the shipment");
        Assert.Contains("is recorded as shipped", shipped, StringComparison.Ordinal);
        await Expect(page.Locator("td[data-label=Carrier]")).ToHaveTextAsync("Post");
        await Expect(page.Locator(".steps")).ToContainTextAsync("Shipment made");
        await Expect(page.Button("Ship")).ToHaveCountAsync(0);

        await page.OpenAsync("log");
        await Expect(page.Locator("tbody tr").Filter(new() { HasText = "refundOrder" })
            .Filter(new() { HasText = order }).Filter(new() { HasText = "201" })).ToHaveCountAsync(1);
        await page.GoBackAsync();
        await Expect(page.Locator(".steps")).ToContainTextAsync("Shipment made");
    }

    [BrowserFact]
    public async Task Order_ThatWaitsForItsPayer_IsCancelledByTheOperator()
    {
        var buyer = await shop.NewPageAsync();
        await buyer.FillCartAsync();
        await buyer.CheckOutAsync("tok_3ds");
        var order = await buyer.OrderAsync();
        var page = await shop.NewPageAsync();
        await page.SignInAsync($"orders/{order}");

        await page.Button("Cancel the order").ClickAsync();
        await Expect(page.ActionDialog().Locator(".plan")).ToContainTextAsync("Nothing is charged");
        await page.ConfirmAsync("Cancel the order");

        await Expect(page.Locator(".steps")).ToContainTextAsync("Order cancelled", new() { Timeout = 60_000 });
    }

    [BrowserFact]
    public async Task Overview_CountsAnOrderThatIsPlacedElsewhere()
    {
        var page = await shop.NewPageAsync();
        await page.SignInAsync();
        await Expect(page.Locator("#live")).ToHaveTextAsync("Live");
        await Expect(page.Locator(".tile").First).ToContainTextAsync("in this minute");

        var order = await shop.PlaceOrderAsync();

        await Expect(page.Locator($"main a[href='#/orders/{order}']")).ToBeVisibleAsync();
        await Expect(page.Locator("tbody tr").Filter(new() { Has = page.Locator($"a[href='#/orders/{order}']") }))
            .ToContainTextAsync("Confirmed");
    }
}
