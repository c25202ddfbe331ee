using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ShopActors.Browser.Tests;

/// <summary>An operator's work on the console, apart from orders.</summary>
[Collection(nameof(BrowserCollection))]
public sealed class ConsoleTests(BrowserFixture shop)
{
    private const string Sku = "BOOK-ADV-003";

    // A GIF of one pixel.
    private const string Dot = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

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
    public async Task Audit_TellsHowFarItIs_AndStaysInTheHistory()
    {
        const string Running = """
            { "items": [{ "id": "req_1", "status": "running", "requestedAt": "2026-11-30T12:00:00Z",
              "requestedBy": "ops", "progress": { "read": 3, "expected": 4 } }] }
            """;
        var page = await shop.NewPageAsync();
        await page.SignInAsync("audit");
        await Expect(page.Locator(".loading")).ToHaveCountAsync(0);

        // A small shop is read too fast for its progress to be seen.
        var isRead = false;
        await page.RouteAsync("**/ops/audits?limit=5", route => isRead
            ? route.ContinueAsync()
            : route.FulfillAsync(new() { ContentType = "application/json", Body = Running }));
        await page.Button("Run the audit").ClickAsync();
        await page.ConfirmAsync("Run");
        await Expect(page.Locator("main")).ToContainTextAsync("3 of 4 journals are read.");
        await Expect(page.GetByRole(AriaRole.Progressbar)).ToHaveAttributeAsync("value", "3");
        await page.ExpectAccessibleAsync();
        isRead = true;
        await Expect(page.Locator("main")).ToContainTextAsync("Every invariant holds.");

        await page.ReloadAsync();
        await page.Locator("tbody tr").Filter(new() { HasText = "Holds" }).First.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page.Heading("One audit")).ToBeVisibleAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("Every invariant holds.");
        await page.ExpectAccessibleAsync();

        await page.OpenAsync("audit");
        await page.Button("Compare now").ClickAsync();
        await page.ConfirmAsync("Compare");
        await Expect(page.Locator("tbody tr").Last).ToContainTextAsync("Completed", new() { Timeout = 60_000 });
    }

    [BrowserFact]
    public async Task Products_AreImportedFromAFile_GetAPicture_AndAreExported()
    {
        var page = await shop.NewPageAsync();
        await page.SignInAsync("imports");
        await page.Button("Import a file").ClickAsync();
        await page.UploadAsync("products.csv", "text/csv", """
            sku,title,price,stock
            IMP-1,Zyzzyva,1200,5
            IMP-2,,900,1
            IMP-3,Quagga,1500,0
            """u8);
        await Expect(page.ActionDialog().Locator(".plan")).ToContainTextAsync("products.csv");
        Assert.StartsWith("3 lines are stored.", await page.ConfirmAsync("Import"), StringComparison.Ordinal);
        await Expect(page.Heading("Import")).ToBeVisibleAsync();
        await Expect(page.Locator(".facts")).ToContainTextAsync("Completed");
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
        await Expect(page.Locator("tbody tr")).ToContainTextAsync("invalid_line");
        await page.ExpectAccessibleAsync();
        await page.OpenAsync("stock/IMP-1");
        await Expect(page.Locator(".tile").First).ToContainTextAsync("5");

        await page.OpenAsync("products?search=Zyzzyva");
        await page.Locator("td[data-label=Title] a").First.ClickAsync();
        await page.Button("Add a picture").ClickAsync();
        await page.UploadAsync("dot.gif", "image/gif", Convert.FromBase64String(Dot));
        await page.EnterAsync("alt", "A dot");
        Assert.StartsWith("The product has 1 picture.", await page.ConfirmAsync("Add"), StringComparison.Ordinal);
        var picture = page.GetByRole(AriaRole.Img, new() { Name = "A dot" });
        await Expect(picture).ToBeVisibleAsync();
        await Expect(picture).ToHaveJSPropertyAsync("naturalWidth", 1);
        await page.ExpectAccessibleAsync();
        await page.Button("Remove").ClickAsync();
        await page.ConfirmAsync("Remove");
        await Expect(picture).ToHaveCountAsync(0);

        await page.OpenAsync("imports");
        var file = await page.RunAndWaitForDownloadAsync(() => page.Button("Export").ClickAsync());
        Assert.Equal("products.csv", file.SuggestedFilename);
        var lines = await File.ReadAllLinesAsync((await file.PathAsync())!);
        Assert.Contains(lines, line => line.StartsWith("IMP-1,Zyzzyva,1200,EUR,", StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task Stock_CountOfWhatHasChangedMeanwhile_IsRefused_AndIsSetWhenItIsCountedAgain()
    {
        const string Counted = "BOOK-ADV-006";
        var page = await shop.NewPageAsync();
        await page.SignInAsync($"stock/{Counted}");
        await page.Button("Count").ClickAsync();
        await page.EnterAsync("onHand", "17");
        await Expect(page.ActionDialog().Locator(".plan")).ToContainTextAsync("to 17 units");
        var adjusted = await shop.OperateAsync(
            HttpMethod.Post, $"/stock/{Counted}/adjustments", """{ "delta": 2, "reason": "received" }""");
        Assert.Equal(201, adjusted.Status);
        await page.ActionDialog().GetByRole(AriaRole.Button, new() { Name = "Set" }).ClickAsync();
        await Expect(page.ActionDialog().GetByRole(AriaRole.Alert)).ToContainTextAsync("stale_version");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("tbody td").Filter(new() { HasTextRegex = new Regex(@"^\s*\+2\s*$") }))
            .ToHaveCountAsync(1);

        await page.Button("Count").ClickAsync();
        await page.EnterAsync("onHand", "17");
        Assert.StartsWith("17 units are on hand", await page.ConfirmAsync("Set"), StringComparison.Ordinal);
        await Expect(page.Locator("main")).ToContainTextAsync("The books of this SKU balance.");
        await Expect(page.Locator(".tile").First).ToContainTextAsync("17");
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
