using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ShopActors.Browser.Tests;

/// <summary>Buying in a real browser.</summary>
[Collection(nameof(BrowserCollection))]
public sealed partial class BuyingTests(BrowserFixture shop)
{
    [BrowserTheory]
    [InlineData("tok_ok")]
    [InlineData("tok_timeout_before")]
    [InlineData("tok_timeout_after")]
    [InlineData("tok_duplicate_webhook")]
    [InlineData("tok_late_webhook")]
    public async Task Order_ThatIsPaid_IsConfirmedAndTheCartIsEmpty(string token)
    {
        var page = await shop.NewPageAsync();
        await page.FillCartAsync();
        await page.CheckOutAsync(token);

        await Expect(page.Status()).ToHaveTextAsync("Confirmed and paid", Patiently);
        await Expect(page.CartCount()).ToBeHiddenAsync();
        await page.Locator("#orders-link").ClickAsync();
        await Expect(page.Locator(".orders .badge")).ToHaveTextAsync("Confirmed and paid");
    }

    [BrowserTheory]
    [InlineData("tok_declined")]
    [InlineData("tok_insufficient_funds")]
    public async Task Order_ThatIsDeclined_SaysSoAndLeavesTheCart(string token)
    {
        var page = await shop.NewPageAsync();
        await page.FillCartAsync();
        await page.CheckOutAsync(token);

        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await page.GetByText("See what happened").ClickAsync();
        await Expect(page.Status()).ToHaveTextAsync("Cancelled");
        await Expect(page.CartCount()).ToHaveTextAsync("1");
    }

    [BrowserFact]
    public async Task Order_AtASlowBank_ShowsItsTimelineBeforeItEnds()
    {
        var page = await shop.NewPageAsync();
        await page.FillCartAsync();
        await page.CheckOutAsync("tok_slow");

        await Expect(page.Status()).ToHaveTextAsync("On its way through the shop");
        await Expect(page.Locator(".steps li").First).ToBeVisibleAsync();
        await Expect(page.Status()).ToHaveTextAsync("Confirmed and paid", Patiently);
    }

    [BrowserFact]
    public async Task Order_ThatTheBankAsksAbout_IsConfirmedOnItsPage()
    {
        var page = await shop.NewPageAsync();
        await page.FillCartAsync();
        await page.CheckOutAsync("tok_3ds");

        await Expect(page.Status()).ToHaveTextAsync("Your bank asks you to confirm");
        var order = await page.OrderAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Confirm the payment" }).ClickAsync();
        await page.Locator("button[value=true]").ClickAsync();
        Assert.Equal(order, await page.OrderAsync());
        await Expect(page.Status()).ToHaveTextAsync("Confirmed and paid", Patiently);
    }

    [BrowserFact]
    public async Task Order_PaidByBankDebit_WaitsForTheMoney()
    {
        var page = await shop.NewPageAsync();
        await page.FillCartAsync();
        await page.CheckOutAsync("tok_bank_debit");

        await Expect(page.Status()).ToHaveTextAsync("Your bank is at it");
        await Expect(page.CartCount()).ToHaveTextAsync("0");
        await Expect(page.Status()).ToHaveTextAsync("Confirmed and paid", Patiently);
    }

    [BrowserFact]
    public async Task Order_Refunded_SaysSo()
    {
        var page = await shop.NewPageAsync();
        await page.FillCartAsync();
        await page.CheckOutAsync("tok_ok");
        await Expect(page.Status()).ToHaveTextAsync("Confirmed and paid", Patiently);
        var order = await page.OrderAsync();

        Assert.Equal(201, (await shop.OperateAsync(HttpMethod.Post, $"/orders/{order}/refunds", "{}")).Status);
        await Expect(page.Status()).ToHaveTextAsync("Refunded");
    }

    [BrowserFact]
    public async Task Order_UnknownOrOfAnotherShopper_IsNotFound()
    {
        var buyer = await shop.NewPageAsync();
        await buyer.FillCartAsync();
        await buyer.CheckOutAsync("tok_ok");
        var order = await buyer.OrderAsync();

        var stranger = await shop.NewPageAsync();
        await stranger.FillCartAsync();
        foreach (var id in new[] { order, "ord_unknown" })
        {
            await stranger.GotoAsync($"/#/order/{id}");
            await Expect(stranger.Locator("#page")).ToContainTextAsync("or it is not yours");
        }
    }

    [BrowserFact]
    public async Task Checkout_LeftForAnotherPage_DoesNotPullTheShopperBack()
    {
        var page = await shop.NewPageAsync();
        await page.FillCartAsync();
        var left = new TaskCompletionSource();
        await page.RouteAsync("**/checkout", async route =>
        {
            await left.Task;
            await route.ContinueAsync();
        });
        await page.CheckOutAsync("tok_ok");
        await page.Locator("#brand").ClickAsync();
        left.SetResult();

        await Expect(page.Locator("#toast")).ToContainTextAsync("Your order is placed");
        await Expect(page).Not.ToHaveURLAsync(OrderPage());
    }

    [BrowserFact]
    public async Task Checkout_Reloaded_LeadsToTheOrder()
    {
        var page = await shop.NewPageAsync();
        await page.FillCartAsync();
        await page.CheckOutAsync("tok_slow");
        await page.OrderAsync();
        await page.GotoAsync("/#/cart");
        await page.ReloadAsync();

        await page.GetByText("Follow the order").ClickAsync();
        await Expect(page.Status()).ToHaveTextAsync("Confirmed and paid", Patiently);
    }

    [BrowserFact]
    public async Task Checkout_OfACartThatAnotherTabHasOrdered_SaysThatItIsEmpty()
    {
        var page = await shop.NewPageAsync();
        await page.FillCartAsync();
        await page.GoToCheckoutAsync("tok_ok");
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync("/");
        await other.CheckOutAsync("tok_ok");
        await Expect(other.Status()).ToHaveTextAsync("Confirmed and paid", Patiently);

        await page.BringToFrontAsync();
        await Expect(page.Locator("#page")).ToContainTextAsync("The cart is empty");
    }

    [BrowserFact]
    public async Task LastUnit_OfTwoShoppers_IsSoldToOne_AndTheOtherIsTold()
    {
        var product = await shop.SellAsync(
            """
            {"sku": "LAST-1", "title": "The last copy", "price": {"amount": 900, "currency": "EUR"}, "initialStock": 1}
            """);
        IPage[] shoppers = [await shop.NewPageAsync(), await shop.NewPageAsync()];
        foreach (var page in shoppers)
        {
            await page.AddAsync(product);
            await page.GoToCheckoutAsync("tok_ok");
        }

        await Task.WhenAll(shoppers.Select(page => page.PlaceOrderAsync()));
        foreach (var page in shoppers)
        {
            // Either way the page comes to an end: the order's state, or why there is none.
            await Expect(page.Locator(".status.confirmed, .status.cancelled, .outcome .bad")).ToBeVisibleAsync();
        }

        var sold = await Task.WhenAll(shoppers.Select(page => page.Locator(".status.confirmed").CountAsync()));
        Assert.Equal(1, sold.Sum());
        var other = shoppers[Array.IndexOf(sold, 0)];
        await Expect(other.Locator("#page")).ToContainTextAsync(NotEnough());
        await Expect(other.CartCount()).ToHaveTextAsync("1");
        await other.GotoAsync($"/#/book/{product}");
        await Expect(other.Locator(".stock")).ToHaveTextAsync("Sold out");
    }

    private static LocatorAssertionsToHaveTextOptions Patiently { get; } = new() { Timeout = 60_000 };

    [GeneratedRegex("#/order/")]
    private static partial Regex OrderPage();

    [GeneratedRegex("There (are not enough|were too few) copies")]
    private static partial Regex NotEnough();
}
