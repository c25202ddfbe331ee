using System.Net;

namespace ShopActors.WebApi.Tests.Orders;

/// <summary>From a product to a paid order over HTTP, and every way it is refused.</summary>
public sealed class CheckoutTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task Checkout_WithStockAndMoney_ConfirmsTheOrderAndTakesTheStock()
    {
        using var client = shop.NewClient();
        var sku = await SkuAsync(client, 0);
        var before = await client.GetAsync($"/stock/{sku}");
        var cart = await client.NewCartWithAsync(sku, quantity: 2);

        var order = await client.CheckoutAsync(cart, Key());

        Assert.True(order.Status == HttpStatusCode.Created, order.ToString());
        Assert.Equal("confirmed", (string?)order.Json["status"]);
        Assert.Equal("captured", (string?)order.Json["payment"]!["status"]);
        Assert.Equal($"/orders/{order.Json["id"]}", order.Headers.Location?.ToString());
        var after = await client.GetAsync($"/stock/{sku}");
        Assert.Equal((long)before.Json["available"]! - 2, (long)after.Json["available"]!);
        Assert.Equal((long)before.Json["sold"]! + 2, (long)after.Json["sold"]!);
        Assert.Equal(0, (long)after.Json["pinned"]!);
        var emptied = await client.GetAsync($"/carts/{cart}");
        Assert.Empty(emptied.Json["items"]!.AsArray());
    }

    [Fact]
    public async Task Checkout_FiftyTimesAtOnceWithOneKey_MakesOneOrderAndFiftyEqualAnswers()
    {
        using var client = shop.NewClient();
        var sku = await SkuAsync(client, 1);
        var before = await client.GetAsync($"/stock/{sku}");
        var cart = await client.NewCartWithAsync(sku);
        var key = Key();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => client.CheckoutAsync(cart, key)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
        Assert.Single(answers.Select(answer => answer.Text).Distinct());
        var after = await client.GetAsync($"/stock/{sku}");
        Assert.Equal((long)before.Json["sold"]! + 1, (long)after.Json["sold"]!);
        var orders = await client.GetAsync("/orders");
        Assert.Single(orders.Json["items"]!.AsArray());
    }

    [Fact]
    public async Task Checkout_Again_RepeatsTheAnswerAndSaysSo()
    {
        using var client = shop.NewClient();
        var cart = await client.NewCartWithAsync(await SkuAsync(client, 1));
        var key = Key();

        var first = await client.CheckoutAsync(cart, key);
        var again = await client.CheckoutAsync(cart, key);

        Assert.Equal(HttpStatusCode.Created, first.Status);
        Assert.False(first.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal(["true"], again.Headers.GetValues("Idempotency-Replayed"));
        Assert.Equal((first.Status, first.Text), (again.Status, again.Text));
    }

    [Fact]
    public async Task Checkout_DeclinedAgain_RepeatsTheRefusalAndSaysSo()
    {
        using var client = shop.NewClient();
        var cart = await client.NewCartWithAsync(await SkuAsync(client, 1));
        var key = Key();

        var first = await client.CheckoutAsync(cart, key, "tok_declined");
        var again = await client.CheckoutAsync(cart, key, "tok_declined");

        // The problem names the request, so that two bodies differ there.
        Assert.False(first.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal(["true"], again.Headers.GetValues("Idempotency-Replayed"));
        Assert.Equal(
            (first.Status, first.Code, (string?)first.Json["orderId"]),
            (again.Status, again.Code, (string?)again.Json["orderId"]));
    }

    [Theory]
    [InlineData("tok_declined")]
    [InlineData("tok_insufficient_funds")]
    public async Task Checkout_PaymentDeclined_Answers402AndGivesTheStockBack(string token)
    {
        using var client = shop.NewClient();
        var sku = await SkuAsync(client, 2);
        var before = await client.GetAsync($"/stock/{sku}");
        var cart = await client.NewCartWithAsync(sku);

        var answer = await client.CheckoutAsync(cart, Key(), token);

        Assert.True(answer.Status == HttpStatusCode.PaymentRequired, answer.ToString());
        Assert.Equal("payment_declined", answer.Code);
        Assert.Equal("application/problem+json", answer.MediaType);
        var order = await client.WaitForEndAsync((string)answer.Json["orderId"]!);
        Assert.Equal("cancelled", (string?)order.Json["status"]);
        var after = await client.GetAsync($"/stock/{sku}");
        Assert.Equal((long)before.Json["available"]!, (long)after.Json["available"]!);
        var kept = await client.GetAsync($"/carts/{cart}");
        Assert.Single(kept.Json["items"]!.AsArray());
    }

    [Theory]
    [InlineData("tok_timeout_before")]
    [InlineData("tok_timeout_after")]
    [InlineData("tok_slow")]
    [InlineData("tok_duplicate_webhook")]
    [InlineData("tok_late_webhook")]
    public async Task Checkout_ProviderMisbehaves_StillEndsConfirmedAndChargedOnce(string token)
    {
        using var client = shop.NewClient();
        var sku = await SkuAsync(client, 3);
        var cart = await client.NewCartWithAsync(sku);

        var answer = await client.CheckoutAsync(cart, Key(), token);

        Assert.Contains(answer.Status, new[] { HttpStatusCode.Created, HttpStatusCode.Accepted });
        var order = await client.WaitForEndAsync((string)answer.Json["id"]!);
        Assert.Equal("confirmed", (string?)order.Json["status"]);
        Assert.Equal((long)order.Json["total"]!["amount"]!, (long)order.Json["payment"]!["captured"]!["amount"]!);
        if (!token.StartsWith("tok_timeout", StringComparison.Ordinal)) return;
        var timeline = await client.GetAsync($"/orders/{order.Json["id"]}/timeline");
        Assert.Contains(
            timeline.Json["items"]!.AsArray(), entry => (string?)entry!["details"]?["retries"] is not (null or "0"));
    }

    [Theory]
    [InlineData("respond-async")]
    [InlineData("handling=lenient, wait=\"0\"")]
    public async Task Checkout_PreferredAsync_IsAcceptedAndCanBeCancelledBeforeThePayment(string prefer)
    {
        using var client = shop.NewClient();
        var sku = await SkuAsync(client, 3);
        var before = await client.GetAsync($"/stock/{sku}");
        var cart = await client.NewCartWithAsync(sku);

        var accepted = await client.PostAsync(
            $"/carts/{cart}/checkout", new { paymentToken = "tok_slow" }, Key(), ("Prefer", prefer));
        var order = (string)accepted.Json["id"]!;
        var cancelled = await client.PostAsync($"/orders/{order}/cancel", null, Key());

        Assert.Equal((HttpStatusCode.Accepted, "pending"), (accepted.Status, (string?)accepted.Json["status"]));
        Assert.Equal($"/orders/{order}", accepted.Headers.Location?.ToString());
        Assert.True(cancelled.Raw.IsSuccess, cancelled.ToString());
        var ended = await client.WaitForEndAsync(order);
        Assert.Equal("cancelled", (string?)ended.Json["status"]);
        Assert.Equal(0, (long)ended.Json["payment"]!["captured"]!["amount"]!);
        var after = await client.GetAsync($"/stock/{sku}");
        Assert.Equal((long)before.Json["available"]!, (long)after.Json["available"]!);
    }

    [Fact]
    public async Task Checkout_PreferredAsync_IsTheSameOrderForTheRequestThatWaits()
    {
        using var client = shop.NewClient();
        var cart = await client.NewCartWithAsync(await SkuAsync(client, 3));
        var key = Key();

        var accepted = await client.PostAsync(
            $"/carts/{cart}/checkout", new { paymentToken = "tok_ok" }, key, ("Prefer", "respond-async"));
        var created = await client.CheckoutAsync(cart, key);

        Assert.Equal(HttpStatusCode.Created, created.Status);
        Assert.Equal((string?)accepted.Json["id"], (string?)created.Json["id"]);
    }

    [Fact]
    public async Task Checkout_TotalIsNotTheExpectedOne_IsRefusedAndReservesNothing()
    {
        using var client = shop.NewClient();
        var sku = await SkuAsync(client, 4);
        var before = await client.GetAsync($"/stock/{sku}");
        var cart = await client.NewCartWithAsync(sku);

        var answer = await client.PostAsync(
            $"/carts/{cart}/checkout",
            new { paymentToken = "tok_ok", expectedTotal = new { amount = 1, currency = "EUR" } },
            Key());

        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.Equal("price_changed", answer.Code);
        var after = await client.GetAsync($"/stock/{sku}");
        Assert.Equal((long)before.Json["available"]!, (long)after.Json["available"]!);
    }

    [Fact]
    public async Task Checkout_WithoutAKey_IsRefused()
    {
        using var client = shop.NewClient();
        var cart = await client.NewCartWithAsync(await SkuAsync(client, 5));

        var answer = await client.PostAsync($"/carts/{cart}/checkout", new { paymentToken = "tok_ok" });

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("idempotency_key_required", answer.Code);
    }

    [Fact]
    public async Task Checkout_KeyUsedForAnotherCart_IsRefused()
    {
        using var client = shop.NewClient();
        var sku = await SkuAsync(client, 6);
        var first = await client.NewCartWithAsync(sku);
        var second = (string)(await client.PostAsync("/carts", new { })).Json["id"]!;
        await client.PostAsync($"/carts/{second}/items", new { sku, quantity = 1 });
        var key = Key();
        await client.CheckoutAsync(first, key);

        var answer = await client.CheckoutAsync(second, key);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal("idempotency_key_reused", answer.Code);
    }

    [Fact]
    public async Task Checkout_EmptyCart_IsIncomplete()
    {
        using var client = shop.NewClient();
        var cart = await client.NewCartAsync();

        var answer = await client.CheckoutAsync(cart, Key());

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal("checkout_incomplete", answer.Code);
    }

    [Fact]
    public async Task LastUnit_ManyBuyers_ExactlyOneIsPaid()
    {
        using var ops = shop.NewOperator();
        using var browser = shop.NewClient();
        var sku = await SkuAsync(browser, 7);
        var stock = await ops.GetAsync($"/stock/{sku}");
        var set = await ops.PutAsync($"/stock/{sku}", new { onHand = 1 }, ("If-Match", stock.ETag!));
        Assert.True(set.Status == HttpStatusCode.OK, set.ToString());
        var buyers = Enumerable.Range(0, 40).Select(_ => shop.NewClient()).ToList();
        var carts = await Task.WhenAll(buyers.Select(buyer => buyer.NewCartWithAsync(sku)));

        var answers = await Task.WhenAll(buyers.Zip(carts, (buyer, cart) => buyer.CheckoutAsync(cart, Key())));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        Assert.All(
            answers.Where(answer => answer.Status != HttpStatusCode.Created),
            answer =>
            {
                Assert.Equal((HttpStatusCode.Conflict, "insufficient_stock"), (answer.Status, answer.Code));
                Assert.Equal(sku, (string?)answer.Json["lines"]![0]!["sku"]);
            });
        var after = await ops.GetAsync($"/stock/{sku}");
        Assert.Equal(
            (0, 0, 0), ((long)after.Json["available"]!, (long)after.Json["held"]!, (long)after.Json["pinned"]!));
        buyers.ForEach(buyer => buyer.Dispose());
    }

    [Fact]
    public async Task Timeline_OfAConfirmedOrder_IsGapFreeAndEndsConfirmed()
    {
        using var client = shop.NewClient();
        var cart = await client.NewCartWithAsync(await SkuAsync(client, 8));
        var order = await client.CheckoutAsync(cart, Key());

        var timeline = await client.GetAsync($"/orders/{order.Json["id"]}/timeline");

        var entries = timeline.Json["items"]!.AsArray();
        Assert.Equal(Enumerable.Range(1, entries.Count), entries.Select(entry => (int)entry!["sequence"]!));
        Assert.Equal("confirmed", (string?)entries[^1]!["status"]);
    }

    [Fact]
    public async Task Audit_AfterCheckouts_BalancesWithTheProvidersBooks()
    {
        using var client = shop.NewClient();
        var cart = await client.NewCartWithAsync(await SkuAsync(client, 9));
        await client.CheckoutAsync(cart, Key());
        using var ops = shop.NewOperator();

        var audit = await ops.GetAsync("/ops/audit");

        Assert.True(audit.Status == HttpStatusCode.OK, audit.ToString());
        Assert.Empty(audit.Json["violations"]!.AsArray());
        Assert.Equal((long)audit.Json["captured"]!["provider"]!, (long)audit.Json["captured"]!["shop"]!);
        Assert.True((long)audit.Json["orders"]!["confirmed"]! >= 1);
    }

    private static string Key() => $"test-{Guid.NewGuid():N}";

    private static async Task<string> SkuAsync(Visitor client, int index)
    {
        var page = await client.GetAsync("/products?limit=50");
        return (string)page.Json["items"]![index]!["sku"]!;
    }
}
