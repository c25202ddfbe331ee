using System.Net;

namespace ShopActors.Client.Tests;

/// <summary>What a caller learns of a call that did not succeed.</summary>
public sealed class ProblemTests
{
    [Fact]
    public async Task Problem_OfTheShop_HasItsMembers()
    {
        using var shop = new FakeShop(FakeShop.Refuses(HttpStatusCode.Conflict, ProblemCodes.InsufficientStock));
        using var client = shop.NewClient();

        var problem = await Assert.ThrowsAsync<ShopProblemException>(() => CheckOutAsync(client));

        Assert.Equal(
            (HttpStatusCode.Conflict, "insufficient_stock", "The title", "The detail.", "4bf92f35"),
            (problem.Status, problem.Code, problem.Title, problem.Detail, problem.TraceId));
        Assert.Equal(new() { Sku = "BOOK-1", Requested = 5, Available = 3 }, Assert.Single(problem.Problem!.Lines!));
        Assert.Equal(1, problem.Problem.Extensions["newer"].GetProperty("member").GetInt32());
        Assert.Equal(shop.Requests[0].Key, problem.IdempotencyKey);
        Assert.False(problem.IsOutcomeUnknown);
        Assert.Equal(
            "POST carts/cart_1/checkout was refused with 409 insufficient_stock: The detail.", problem.Message);
    }

    [Fact]
    public async Task Problem_OfANewCode_KeepsTheCode()
    {
        using var shop = new FakeShop(FakeShop.Refuses(HttpStatusCode.Conflict, "not_known_yet"));
        using var client = shop.NewClient();

        var problem = await Assert.ThrowsAsync<ShopProblemException>(() => CheckOutAsync(client));

        Assert.Equal("not_known_yet", problem.Code);
    }

    [Fact]
    public async Task Problem_OfAProxy_HasOnlyAStatus()
    {
        using var shop = new FakeShop(FakeShop.Page(HttpStatusCode.Forbidden));
        using var client = shop.NewClient();

        var problem = await Assert.ThrowsAsync<ShopProblemException>(() => CheckOutAsync(client));

        Assert.Equal((HttpStatusCode.Forbidden, null, null), (problem.Status, problem.Code, problem.Problem));
    }

    [Theory]
    [InlineData(HttpStatusCode.GatewayTimeout, ProblemCodes.OutcomeUnknown, true)]
    [InlineData(HttpStatusCode.InternalServerError, ProblemCodes.InternalError, true)]
    [InlineData(HttpStatusCode.ServiceUnavailable, ProblemCodes.Overloaded, false)]
    [InlineData(HttpStatusCode.TooManyRequests, ProblemCodes.TooManyRequests, false)]
    [InlineData(HttpStatusCode.UnprocessableEntity, ProblemCodes.CheckoutIncomplete, false)]
    public async Task Outcome_OfOneAttempt_IsUnknownIfTheShopMayHaveExecutedIt(
        HttpStatusCode status, string code, bool isUnknown)
    {
        using var shop = new FakeShop(FakeShop.Refuses(status, code));
        using var client = shop.NewClient(options => options.RepetitionsMax = 0);

        var problem = await Assert.ThrowsAsync<ShopProblemException>(() => CheckOutAsync(client));

        Assert.Equal(isUnknown, problem.IsOutcomeUnknown);
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests, ProblemCodes.TooManyRequests, true)]
    [InlineData(HttpStatusCode.Unauthorized, ProblemCodes.Unauthenticated, true)]
    [InlineData(HttpStatusCode.Conflict, ProblemCodes.PriceChanged, false)]
    public async Task Outcome_AfterADroppedAnswer_IsKnownOnlyIfTheRepetitionWasDecided(
        HttpStatusCode status, string code, bool isUnknown)
    {
        using var shop = new FakeShop(FakeShop.Drops(), FakeShop.Refuses(status, code, ("Retry-After", "3600")));
        using var client = shop.NewClient();

        var call = CheckOutAsync(client);
        await shop.Time.EndPauseAsync();

        Assert.Equal(isUnknown, (await Assert.ThrowsAsync<ShopProblemException>(() => call)).IsOutcomeUnknown);
    }

    [Fact]
    public async Task Outcome_OfARead_IsNeverUnknown()
    {
        using var shop = new FakeShop(FakeShop.Drops());
        using var client = shop.NewClient(options => options.RepetitionsMax = 0);

        var failure = await Assert.ThrowsAsync<ShopUnreachableException>(() => client.Orders.GetAsync("ord_1"));

        Assert.False(failure.IsOutcomeUnknown);
        Assert.Null(failure.IdempotencyKey);
    }

    [Fact]
    public async Task Outcome_NeverConnected_IsKnown()
    {
        using var shop = new FakeShop(FakeShop.Drops(HttpRequestError.ConnectionError));
        using var client = shop.NewClient(options => options.RepetitionsMax = 0);

        var failure = await Assert.ThrowsAsync<ShopUnreachableException>(() => CheckOutAsync(client));

        Assert.False(failure.IsOutcomeUnknown);
        Assert.IsType<HttpRequestException>(failure.InnerException);
    }

    private static Task<Order> CheckOutAsync(ShopClient client) =>
        client.Carts.CheckOutAsync("cart_1", new() { PaymentToken = "tok_ok" });
}
