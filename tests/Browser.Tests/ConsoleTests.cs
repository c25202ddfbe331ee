using System.Collections.Concurrent;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ShopActors.Browser.Tests;

/// <summary>An operator's work on the console, apart from orders.</summary>
[Collection(nameof(BrowserCollection))]
public sealed class ConsoleTests(BrowserFixture shop)
{
    private const string Sku = "BOOK-ADV-003";

    [BrowserFact]
    public async Task SignIn_KeepsTheKeyForTheTabAlone_AndOutOfEveryAddress()
    {
        var page = await shop.NewPageAsync();
        var addresses = new ConcurrentQueue<string>();
        page.Request += (_, request) => addresses.Enqueue(request.Url);
        await page.GotoAsync("/ops#/promotions");
        await page.GetByLabel("Operator's key").FillAsync("sa_ops_wrong");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This key is not accepted");

        await page.SignInAsync("promotions");
        await Expect(page.Heading("Promotions")).ToBeFocusedAsync();
        await page.ReloadAsync();
        await Expect(page.Heading("Promotions")).ToBeVisibleAsync();
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync("/ops");
        await Expect(other.GetByLabel("Operator's key")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.ReloadAsync();
        await Expect(page.GetByLabel("Operator's key")).ToBeVisibleAsync();
        Assert.Equal(0, await page.EvaluateAsync<int>("sessionStorage.length + localStorage.length"));
        Assert.DoesNotContain(addresses, address => address.Contains("sa_ops_", StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task Stock_AdjustmentRefused_LosesNoInput_AndIsExplainedWhenItIsMade()
    {
        var page = await shop.NewPageAsync();
        await page.SignInAsync($"stock/{Sku}");
        await page.Button("Adjust").ClickAsync();
        await page.EnterAsync("delta", "-999999");
        await page.ActionDialog().GetByRole(AriaRole.Button, new() { Name = "Adjust" }).ClickAsync();
        await Expect(page.ActionDialog().GetByRole(AriaRole.Alert)).ToContainTextAsync("would_go_negative");
        await Expect(page.ActionDialog().Locator("[name=delta]")).ToHaveValueAsync("-999999");

        await page.EnterAsync("delta", "7");
        await page.ActionDialog().GetByLabel("Reason").SelectOptionAsync("received");
        await Expect(page.ActionDialog().Locator(".plan")).ToContainTextAsync($"This adds 7 units to {Sku}");
        Assert.StartsWith("+7:", await page.ConfirmAsync("Adjust"), StringComparison.Ordinal);

        await Expect(page.Locator("main")).ToContainTextAsync("The books of this SKU balance.");
        await Expect(page.Locator("tbody tr").Filter(new() { HasText = "Received" })).ToContainTextAsync("+7");
    }

    [BrowserFact]
    public async Task Command_WhoseAnswerIsLost_IsRepeatedWithItsKey()
    {
        var page = await shop.NewPageAsync();
        var keys = new List<string>();
        await page.RouteAsync("**/adjustments", async route =>
        {
            keys.Add(route.Request.Headers["idempotency-key"]);
            var answer = await route.FetchAsync();
            if (keys.Count == 1) await route.AbortAsync();
            else await route.FulfillAsync(new() { Response = answer });
        });
        await page.SignInAsync("stock/BOOK-ADV-004");
        await page.Button("Adjust").ClickAsync();
        await page.EnterAsync("delta", "3");
        await page.ActionDialog().GetByRole(AriaRole.Button, new() { Name = "Adjust" }).ClickAsync();
        await Expect(page.ActionDialog()).ToContainTextAsync("It may have been executed.");

        await page.ConfirmAsync("Adjust");

        Assert.Equal(2, keys.Count);
        Assert.Single(keys.Distinct());
        await Expect(page.Locator("tbody tr").Filter(new() { HasText = "+3" })).ToHaveCountAsync(1);
    }

    [BrowserFact]
    public async Task Price_IsChanged()
    {
        var page = await shop.NewPageAsync();
        await page.SignInAsync("products");
        await page.GetByLabel("Search", new() { Exact = true }).FillAsync("BOOK-ADV-005");
        await page.Button("Search").ClickAsync();
        await page.Locator("td[data-label=Title] a").First.ClickAsync();
        await page.Button("Change the price").ClickAsync();
        await page.EnterAsync("price", "abc");
        await Expect(page.ActionDialog().Locator(".plan")).ToContainTextAsync("Enter a price in EUR");
        await page.EnterAsync("price", "19.90");
        await Expect(page.ActionDialog().Locator(".plan")).ToContainTextAsync("to €19.90");
        await page.ConfirmAsync("Change the price");

        await Expect(page.Locator(".facts").Last).ToContainTextAsync("€19.90");
    }

    [BrowserFact]
    public async Task Promotion_IsAddedAndEnded()
    {
        var page = await shop.NewPageAsync();
        await page.SignInAsync("promotions");
        await page.Button("Add a promotion").ClickAsync();
        await page.EnterAsync("name", "Console test");
        await page.EnterAsync("value", "12.5");
        await page.EnterAsync("code", "CONSOLE12");
        await Expect(page.ActionDialog().Locator(".plan")).ToContainTextAsync("12.5 % off with the code CONSOLE12");
        await page.ConfirmAsync("Add");

        var row = page.Locator("tbody tr").Filter(new() { HasText = "Console test" });
        await row.GetByRole(AriaRole.Button, new() { Name = "End" }).ClickAsync();
        await page.ConfirmAsync("End the promotion");
        await Expect(row).ToContainTextAsync("Ended");
    }

    [BrowserFact]
    public async Task Webhook_IsReplayed()
    {
        var page = await shop.NewPageAsync();
        await page.SignInAsync("webhooks");
        await page.Button("Add an endpoint").ClickAsync();
        await page.EnterAsync("url", new Uri(shop.Shop.Address, "/healthz").ToString());
        await page.EnterAsync("events", "stock.changed");
        Assert.Contains("whsec_", await page.ConfirmAsync("Add"), StringComparison.Ordinal);
        await page.Locator("td[data-label=Endpoint] a").First.ClickAsync();
        await Expect(page.Heading("Webhook endpoint")).ToBeVisibleAsync();

        await page.Button("Replay").ClickAsync();
        await Expect(page.ActionDialog().Locator(".plan"))
            .ToContainTextAsync("the events stock.changed from position 0 on again");
        await page.ConfirmAsync("Replay");

        await Expect(page.Locator("tbody tr").First).ToContainTextAsync("Delivered");
        await page.Button("Delete").ClickAsync();
        await page.ConfirmAsync("Delete");
        await Expect(page.Heading("Webhooks")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Audit_HoldsAndIsInTheHistory()
    {
        var page = await shop.NewPageAsync();
        await page.SignInAsync("audit");
        var answered = new TaskCompletionSource();
        await page.RouteAsync("**/ops/audit", async route =>
        {
            await answered.Task;
            await route.ContinueAsync();
        });
        await page.Button("Run the audit").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Progressbar)).ToBeVisibleAsync();
        answered.SetResult();
        await Expect(page.Locator("main")).ToContainTextAsync("Every invariant holds.");
        await page.ReloadAsync();
        await Expect(page.Locator("tbody tr").First).ToContainTextAsync("Holds");

        await page.Button("Compare now").ClickAsync();
        await page.ConfirmAsync("Compare");
        await Expect(page.Locator("tbody tr").Last).ToContainTextAsync("Completed", new() { Timeout = 60_000 });
    }

    [BrowserFact]
    public async Task Key_OfASupporter_OpensItsAreasAlone_UntilItIsRevoked()
    {
        var admin = await shop.NewPageAsync();
        await admin.SignInAsync("keys");
        await admin.Button("Make a key").ClickAsync();
        await admin.EnterAsync("name", "Grace of support");
        await admin.ActionDialog().GetByRole(AriaRole.Button, new() { Name = "Make the key" }).ClickAsync();
        var key = await admin.ActionDialog().Locator(".secret code").InnerTextAsync();
        await admin.ActionDialog().GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        var page = await shop.NewPageAsync();
        await page.SignInAsync(key: key);
        await Expect(page.Locator(".who")).ToHaveTextAsync("Grace of support");
        await Expect(page.Locator("#live")).ToHaveTextAsync("Not live");
        await page.OpenAsync("keys");
        await Expect(page.Locator("main")).ToContainTextAsync("Your key does not allow this");
        await Expect(page.Locator("main")).ToContainTextAsync("operators:manage");
        await page.OpenAsync($"stock/{Sku}");
        await Expect(page.Locator("main")).ToContainTextAsync("How the units come about");
        await Expect(page.Button("Adjust")).ToHaveCountAsync(0);

        await admin.Locator("tbody tr").Filter(new() { HasText = "Grace of support" })
            .GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
        await admin.ConfirmAsync("Revoke");
        await page.EvaluateAsync(
            """
            async key => {
              const isAccepted = async () =>
                (await fetch("/ops/overview", { headers: { authorization: `Bearer ${key}` } })).status === 200;
              while (await isAccepted()) await new Promise(resolve => setTimeout(resolve, 200));
            }
            """,
            key);
        await page.GotoAsync("/ops#/orders");
        await Expect(page.Locator("main")).ToContainTextAsync("The shop no longer accepts your key.");
        await Expect(page.GetByLabel("Operator's key")).ToBeFocusedAsync();
    }
}
