using System.Globalization;
using System.Net;

namespace ShopActors.Client.Tests;

/// <summary>When a call is sent again, when not, and what stays the same.</summary>
public sealed class RepetitionTests
{
    private static readonly AddItemRequest Item = new() { Sku = "BOOK-1", Quantity = 2 };

    public static TheoryData<HttpStatusCode> TransientStatuses =>
    [
        HttpStatusCode.RequestTimeout, HttpStatusCode.TooManyRequests, HttpStatusCode.InternalServerError,
        HttpStatusCode.BadGateway, HttpStatusCode.ServiceUnavailable, HttpStatusCode.GatewayTimeout,
    ];

    [Fact]
    public async Task Write_ConnectionDrops_IsRepeatedWithTheSameKeyAndBody()
    {
        using var shop = new FakeShop(FakeShop.Drops(), FakeShop.Answers(HttpStatusCode.OK, FakeShop.Cart));
        using var client = shop.NewClient();

        var call = client.Carts.AddItemAsync("cart_1", Item);
        await shop.Time.EndPauseAsync();
        await call;

        Assert.Equal(2, shop.Requests.Count);
        Assert.Equal("""{"sku":"BOOK-1","quantity":2}""", shop.Requests[0].Body);
        Assert.Matches("^[0-9a-f]{32}$", shop.Requests[0].Key);
        Assert.Equal(
            (shop.Requests[0].Key, shop.Requests[0].Body, shop.Requests[0].Headers["User-Agent"]),
            (shop.Requests[1].Key, shop.Requests[1].Body, shop.Requests[1].Headers["User-Agent"]));
    }

    [Theory]
    [MemberData(nameof(TransientStatuses))]
    public async Task Call_TransientStatus_IsRepeated(HttpStatusCode status)
    {
        using var shop = new FakeShop(FakeShop.Page(status), FakeShop.Answers(HttpStatusCode.OK, FakeShop.Cart));
        using var client = shop.NewClient();

        var call = client.Carts.GetAsync("cart_1");
        await shop.Time.EndPauseAsync();

        Assert.Equal(7, (await call).Version);
        Assert.Equal(2, shop.Requests.Count);
        Assert.Null(shop.Requests[0].Key);
    }

    [Fact]
    public async Task Write_AnotherIsInFlight_IsRepeated()
    {
        using var shop = new FakeShop(
            FakeShop.Refuses(HttpStatusCode.Conflict, ProblemCodes.MergeInProgress, ("Retry-After", "1")),
            FakeShop.Answers(HttpStatusCode.OK, FakeShop.Cart));
        using var client = shop.NewClient();

        var call = client.Carts.MergeAsync("cart_1", new() { FromCartId = "cart_2" });
        await shop.Time.EndPauseAsync();
        await call;

        Assert.Equal(shop.Requests[0].Key, shop.Requests[1].Key);
    }

    [Fact]
    public async Task Write_TooLittleStock_IsNotRepeatedThoughItMaySucceedLater()
    {
        using var shop = new FakeShop(
            FakeShop.Refuses(HttpStatusCode.Conflict, ProblemCodes.InsufficientStock, ("Retry-After", "20")));
        using var client = shop.NewClient();

        var problem = await Assert.ThrowsAsync<ShopProblemException>(() => client.Carts.AddItemAsync("cart_1", Item));

        Assert.Equal(TimeSpan.FromSeconds(20), problem.RetryAfter);
        Assert.Single(shop.Requests);
    }

    [Fact]
    public async Task Pause_RetryAfterSeconds_IsThatLongAndAQuarterMoreAtMost()
    {
        using var shop = new FakeShop(
            FakeShop.Refuses(HttpStatusCode.TooManyRequests, ProblemCodes.TooManyRequests, ("Retry-After", "20")),
            FakeShop.Answers(HttpStatusCode.OK, FakeShop.Cart));
        using var client = shop.NewClient();

        var call = client.Carts.GetAsync("cart_1");
        var pause = await shop.Time.EndPauseAsync();
        await call;

        Assert.InRange(pause, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(25));
    }

    [Fact]
    public async Task Pause_RetryAfterDate_EndsNoEarlier()
    {
        StepTime? time = null;
        using var shop = new FakeShop(
            cancellation => FakeShop.Refuses(
                HttpStatusCode.ServiceUnavailable, ProblemCodes.Overloaded,
                ("Retry-After", time!.GetUtcNow().AddSeconds(12).ToString("R", CultureInfo.InvariantCulture)))(
                cancellation),
            FakeShop.Answers(HttpStatusCode.OK, FakeShop.Cart));
        time = shop.Time;
        using var client = shop.NewClient();

        var call = client.Carts.GetAsync("cart_1");
        var pause = await shop.Time.EndPauseAsync();
        await call;

        Assert.InRange(pause, TimeSpan.FromSeconds(12), TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task Pause_LongerThanTheTimeLeft_IsNotBegun()
    {
        using var shop = new FakeShop(
            FakeShop.Refuses(HttpStatusCode.TooManyRequests, ProblemCodes.TooManyRequests, ("Retry-After", "3600")));
        using var client = shop.NewClient();

        var problem = await Assert.ThrowsAsync<ShopProblemException>(() => client.Carts.GetAsync("cart_1"));

        Assert.Equal(TimeSpan.FromHours(1), problem.RetryAfter);
        Assert.Single(shop.Requests);
    }

    [Fact]
    public async Task Pauses_WithoutRetryAfter_AreBoundedInLengthAndNumber()
    {
        using var shop = new FakeShop(FakeShop.Page(HttpStatusCode.BadGateway));
        using var client = shop.NewClient(options =>
        {
            options.RepetitionsMax = 4;
            options.PauseMax = TimeSpan.FromSeconds(1);
        });

        var call = client.Carts.GetAsync("cart_1");
        for (var repetition = 0; repetition < 4; repetition++)
        {
            Assert.InRange(await shop.Time.EndPauseAsync(), TimeSpan.Zero, TimeSpan.FromSeconds(1));
        }

        var problem = await Assert.ThrowsAsync<ShopProblemException>(() => call);
        Assert.Equal((HttpStatusCode.BadGateway, (string?)null), (problem.Status, problem.Code));
        Assert.Equal(5, shop.Requests.Count);
    }

    [Fact]
    public async Task Attempt_Hangs_IsGivenUpAndRepeatedWithTheSameKey()
    {
        using var shop = new FakeShop(FakeShop.Hangs, FakeShop.Answers(HttpStatusCode.Created, FakeShop.Cart));
        using var client = shop.NewClient();

        var call = client.Carts.CreateAsync();
        await shop.Time.WaitForTimerAsync(FakeShop.AttemptTimeLimit);
        shop.Time.Advance(FakeShop.AttemptTimeLimit);
        await shop.Time.EndPauseAsync();
        await call;

        Assert.Equal(shop.Requests[0].Key, shop.Requests[1].Key);
    }

    [Fact]
    public async Task Call_TimeIsOver_EndsWithTheOutcomeUnknown()
    {
        using var shop = new FakeShop(FakeShop.Hangs);
        using var client = shop.NewClient(options => options.AttemptTimeLimit = TimeSpan.FromHours(1));

        var call = client.Carts.CreateAsync();
        await shop.Time.WaitForTimerAsync(TimeSpan.FromHours(1));
        shop.Time.Advance(FakeShop.TimeLimit);

        var failure = await Assert.ThrowsAsync<ShopUnreachableException>(() => call);
        Assert.True(failure.IsOutcomeUnknown);
        Assert.Equal(shop.Requests[0].Key, failure.IdempotencyKey);
    }

    [Fact]
    public async Task Call_TimeIsOverInAPause_EndsWithTheLastRefusal()
    {
        using var shop = new FakeShop(FakeShop.Refuses(HttpStatusCode.ServiceUnavailable, ProblemCodes.Overloaded));
        using var client = shop.NewClient(options => options.PauseMin = options.PauseMax = TimeSpan.FromHours(1));

        var call = client.Carts.CreateAsync();
        var left = FakeShop.TimeLimit;
        for (var pause = await shop.Time.NextPauseAsync(); pause < left; pause = await shop.Time.NextPauseAsync())
        {
            shop.Time.Advance(pause);
            left -= pause;
        }

        shop.Time.Advance(left);

        var problem = await Assert.ThrowsAsync<ShopProblemException>(() => call);
        Assert.Equal(ProblemCodes.Overloaded, problem.Code);
        Assert.False(problem.IsOutcomeUnknown);
    }

    [Fact]
    public async Task Call_CancelledInAPause_EndsWithoutAnotherAttempt()
    {
        using var shop = new FakeShop(FakeShop.Drops());
        using var client = shop.NewClient();
        using var cancellation = new CancellationTokenSource();

        var call = client.Carts.CreateAsync(cancellationToken: cancellation.Token);
        await shop.Time.NextPauseAsync();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Single(shop.Requests);
    }

    [Fact]
    public async Task Call_CancelledInAnAttempt_Ends()
    {
        using var shop = new FakeShop(FakeShop.Hangs);
        using var client = shop.NewClient();
        using var cancellation = new CancellationTokenSource();

        var call = client.Carts.GetAsync("cart_1", cancellationToken: cancellation.Token);
        await shop.Time.WaitForTimerAsync(FakeShop.AttemptTimeLimit);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Single(shop.Requests);
    }

    [Fact]
    public async Task Key_OfTheCaller_IsKeptInAllAttempts()
    {
        using var shop = new FakeShop(FakeShop.Drops(), FakeShop.Answers(HttpStatusCode.Created, FakeShop.Cart));
        using var client = shop.NewClient();

        var call = client.Carts.CreateAsync(options: new() { IdempotencyKey = "order-4711/a" });
        await shop.Time.EndPauseAsync();
        await call;

        Assert.All(shop.Requests, request => Assert.Equal("order-4711/a", request.Key));
    }

    [Fact]
    public async Task Key_OfAnotherCall_IsAnother()
    {
        using var shop = new FakeShop(FakeShop.Answers(HttpStatusCode.Created, FakeShop.Cart));
        using var client = shop.NewClient();

        await client.Carts.CreateAsync();
        await client.Carts.CreateAsync();

        Assert.NotEqual(shop.Requests[0].Key, shop.Requests[1].Key);
    }

    [Fact]
    public async Task Repetitions_SwitchedOff_AreNotMade()
    {
        using var shop = new FakeShop(FakeShop.Drops());
        using var client = shop.NewClient(options => options.RepetitionsMax = 0);

        await Assert.ThrowsAsync<ShopUnreachableException>(() => client.Carts.CreateAsync());

        Assert.Single(shop.Requests);
    }

    [Fact]
    public async Task Call_CertificateIsNotTrusted_IsNotRepeated()
    {
        using var shop = new FakeShop(FakeShop.Drops(HttpRequestError.SecureConnectionError));
        using var client = shop.NewClient();

        var failure = await Assert.ThrowsAsync<ShopUnreachableException>(() => client.Carts.CreateAsync());

        Assert.False(failure.IsOutcomeUnknown);
        Assert.Single(shop.Requests);
    }
}
