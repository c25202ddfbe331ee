using System.Net;
using System.Net.Http.Json;

namespace ShopActors.WebApi.Tests.Payments;

/// <summary>A payment that the payer confirms on the simulated bank's page.</summary>
public sealed class ConfirmationTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Theory]
    [InlineData("true", "confirmed")]
    [InlineData("false", "cancelled")]
    public async Task Checkout_ThatThePayerHasToConfirm_WaitsAndEndsAsThePayerDecides(string approve, string end)
    {
        using var shopper = shop.NewClient();
        var cart = await shopper.NewCartWithAsync("BOOK-CLA-002");
        var placed = await shopper.CheckoutAsync(cart, $"confirm-{approve}", "tok_3ds");
        Assert.Equal(HttpStatusCode.Accepted, placed.Status);
        Assert.Equal("requires_action", (string)placed.Json["payment"]!["status"]!);
        var page = new Uri((string)placed.Json["payment"]!["action"]!["url"]!);
        Assert.Equal(shop.Address.Authority, page.Authority);

        using var browser = new HttpClient();
        Assert.Contains("Confirm the payment", await browser.GetStringAsync(page), StringComparison.Ordinal);
        using var form = new FormUrlEncodedContent([new("approve", approve)]);
        using var decided = await browser.PostAsync(page, form);
        Assert.Equal(HttpStatusCode.OK, decided.StatusCode);
        using var again = await browser.PostAsJsonAsync(page, new { approve = true });
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);

        var order = await shopper.WaitForEndAsync((string)placed.Json["id"]!);
        Assert.Equal(end, (string)order.Json["status"]!);
        Assert.Null(order.Json["payment"]!["action"]);
        var timeline = await shopper.GetAsync($"/orders/{(string)placed.Json["id"]!}/timeline");
        Assert.Contains("payer-action-required", timeline.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Checkout_CancelledWhileThePayerDecides_EndsAtOnceAndThePageSaysSo()
    {
        using var shopper = shop.NewClient();
        var cart = await shopper.NewCartWithAsync("BOOK-CLA-003");
        var placed = await shopper.CheckoutAsync(cart, "confirm-cancel", "tok_3ds");
        var cancelled = await shopper.PostAsync($"/orders/{(string)placed.Json["id"]!}/cancel");
        Assert.Equal("cancelled", (string)cancelled.Json["status"]!);

        using var browser = new HttpClient();
        var page = new Uri((string)placed.Json["payment"]!["action"]!["url"]!);
        using var late = await browser.PostAsJsonAsync(page, new { approve = true });
        Assert.Contains("refused", await late.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfNoPaymentOrWithoutADecision_SaysSo()
    {
        using var browser = new HttpClient { BaseAddress = shop.Address };
        using var unknown = await browser.GetAsync("/actions/pay_x:auth");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        using var empty = await browser.PostAsync("/actions/pay_x:auth", new StringContent(""));
        Assert.Equal(HttpStatusCode.BadRequest, empty.StatusCode);
    }

    [Fact]
    public async Task Decision_OnAPaymentThatIsNotInReview_IsRefused()
    {
        using var shopper = shop.NewClient();
        var cart = await shopper.NewCartWithAsync("BOOK-CLA-004");
        var order = await shopper.CheckoutAsync(cart, "decide-1");
        var payment = (string)order.Json["payment"]!["id"]!;
        var body = new { operation = payment + ":capture", outcome = "failed", evidence = "None." };

        using var ops = shop.NewOperator();
        Assert.Equal("invalid_state", (await ops.PostAsync($"/payments/{payment}/decisions", body)).Code);
        Assert.Empty((await ops.GetAsync($"/payments/{payment}")).Json["reviews"]!.AsArray());
        Assert.Equal(
            HttpStatusCode.Forbidden, (await shopper.PostAsync($"/payments/{payment}/decisions", body)).Status);
        Assert.Null((await shopper.GetAsync($"/payments/{payment}")).Json["reviews"]);
    }
}
