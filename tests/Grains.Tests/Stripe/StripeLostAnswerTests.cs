using ShopActors.Grains.Tests.Payments;
using ShopActors.Stripe;
using ShopActors.TestKit;

namespace ShopActors.Grains.Tests.Stripe;

/// <summary>Operations whose answer is lost, or that the shop repeats.</summary>
public sealed class StripeLostAnswerTests : IAsyncLifetime
{
    private StripeServer _server = null!;
    private StripePaymentProvider _provider = null!;

    public async Task InitializeAsync()
    {
        _server = await StripeServer.StartAsync();
        _provider = _server.CreateProvider();
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData(false, ProviderOutcome.NotFound)]
    [InlineData(true, ProviderOutcome.Succeeded)]
    public async Task B2_Authorise_LostAnswer_IsUnknownUntilAskedAgain(bool isExecuted, ProviderOutcome found)
    {
        _server.FailNext(isExecuted ? StripeFault.LostAfter : StripeFault.LostBefore);

        var lost = await _provider.Execute(StripeDriver.Authorise());
        var answer = await _provider.Find(StripeDriver.Authorise());
        var again = await _provider.Execute(StripeDriver.Authorise());

        Assert.Equal((ProviderOutcome.Unknown, found), (lost.Outcome, answer.Outcome));
        Assert.Equal((ProviderOutcome.Succeeded, "pi_1"), (again.Outcome, again.Reference));
        Assert.Single(_server.Books.Intents);
    }

    [Fact]
    public async Task Authorise_CallerGivesUp_IsExecutedOnce()
    {
        using var caller = new CancellationTokenSource();
        _server.FailNext(StripeFault.Silent(caller));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _provider.ExecuteAsync(StripeDriver.Authorise(), caller.Token));
        var again = await _provider.Execute(StripeDriver.Authorise());

        Assert.Equal(ProviderOutcome.Succeeded, again.Outcome);
        Assert.Single(_server.Books.Intents);
    }

    [Fact]
    public async Task Authorise_LostAnswerInAnAccountWithoutSearch_IsFoundBySendingItAgain()
    {
        _server.FailNext(StripeFault.LostAfter);
        await _provider.Execute(StripeDriver.Authorise());

        _server.FailNext(StripeFault.Error(400, "invalid_request_error", ""));
        Assert.Equal(ProviderOutcome.NotFound, (await _provider.Find(StripeDriver.Authorise())).Outcome);
        Assert.Equal("pi_1", (await _provider.Execute(StripeDriver.Authorise())).Reference);
    }

    [Fact]
    public async Task Authorise_RepeatedWithOtherParameters_IsAnsweredByItsIntent()
    {
        await _provider.Execute(StripeDriver.Authorise());

        var other = StripeDriver.AuthoriseWithReturn(StripeDriver.Visa);
        Assert.Equal(ProviderOutcome.Succeeded, (await _provider.Execute(other)).Outcome);
        _server.SearchLags = true;
        var lagging = await _provider.Execute(other);
        Assert.Equal((ProviderOutcome.Unknown, StripeFailures.KeyReused), (lagging.Outcome, lagging.Code));
    }

    [Theory]
    [InlineData(ProviderOperation.Capture)]
    [InlineData(ProviderOperation.Void)]
    [InlineData(ProviderOperation.Refund)]
    public async Task Later_LostAnswer_IsFoundByTheState(ProviderOperation operation)
    {
        var request = await PrepareAsync(operation);
        var before = await _provider.Find(request);
        _server.FailNext(StripeFault.LostAfter);

        var lost = await _provider.Execute(request);
        var found = await _provider.Find(request);
        var again = await _provider.Execute(request);

        Assert.Equal((ProviderOutcome.NotFound, ProviderOutcome.Unknown), (before.Outcome, lost.Outcome));
        Assert.Equal((ProviderOutcome.Succeeded, operation), (found.Outcome, found.Operation));
        Assert.Equal(found, again);
    }

    [Theory]
    [InlineData(ProviderOperation.Capture)]
    [InlineData(ProviderOperation.Void)]
    [InlineData(ProviderOperation.Refund)]
    public async Task Later_WithoutAReference_FindsTheIntentOrStaysUnknown(ProviderOperation operation)
    {
        var request = await PrepareAsync(operation) with { Authorisation = null };
        _server.SearchLags = true;
        var lagging = await _provider.Execute(request);
        _server.SearchLags = false;
        var found = await _provider.Execute(request);

        Assert.Equal((ProviderOutcome.Unknown, "authorisation_not_found"), (lagging.Outcome, lagging.Code));
        Assert.Equal((ProviderOutcome.Succeeded, operation), (found.Outcome, found.Operation));
    }

    [Theory]
    [InlineData(ProviderOperation.Capture, "another-key", ProviderOutcome.Succeeded)]
    [InlineData(ProviderOperation.Void, "another-key", ProviderOutcome.Succeeded)]
    public async Task Later_StateAlreadyReached_IsAnsweredByTheState(
        ProviderOperation operation, string key, ProviderOutcome expected)
    {
        var request = await PrepareAsync(operation);
        await _provider.Execute(request);

        Assert.Equal(expected, (await _provider.Execute(request with { Key = key })).Outcome);
    }

    [Fact]
    public async Task Later_StateThatContradicts_IsRefused()
    {
        var capture = await PrepareAsync(ProviderOperation.Capture);
        await _provider.Execute(StripeDriver.Void(capture.Authorisation));
        Assert.Equal(ProviderOutcome.Refused, (await _provider.Execute(capture)).Outcome);
        Assert.Equal(ProviderOutcome.Refused, (await _provider.Find(capture)).Outcome);
    }

    [Fact]
    public async Task Void_OfACapturedIntent_IsRefused()
    {
        var capture = await PrepareAsync(ProviderOperation.Capture);
        await _provider.Execute(capture);

        var voided = await _provider.Execute(StripeDriver.Void(capture.Authorisation));
        Assert.Equal((ProviderOutcome.Refused, "already_captured"), (voided.Outcome, voided.Code));
    }

    [Fact]
    public async Task Refund_RepeatedWithAnotherAmount_IsAnsweredByTheFirst()
    {
        var request = await PrepareAsync(ProviderOperation.Refund);
        await _provider.Execute(request);

        var other = await _provider.Execute(request with { Amount = new(1, Currency.Eur) });

        Assert.Equal((ProviderOutcome.Succeeded, request.Amount), (other.Outcome, other.Amount));
        Assert.Single(_server.Books.Refunds);
    }

    [Fact]
    public async Task Refund_KeyOfSomethingElse_IsRefused()
    {
        var request = await PrepareAsync(ProviderOperation.Refund);
        _server.FailNext(StripeFault.Error(400, "idempotency_error", ""));

        var answer = await _provider.Execute(request);

        Assert.Equal((ProviderOutcome.Refused, StripeFailures.KeyReused), (answer.Outcome, answer.Code));
    }

    [Fact]
    public async Task Refund_AmongManyOthers_IsFound()
    {
        _server.PageMax = 2;
        var first = await PrepareAsync(ProviderOperation.Refund);
        await _provider.Execute(first);
        for (var number = 2; number <= 6; number++)
        {
            await _provider.Execute(StripeDriver.Refund(first.Authorisation, number, 10));
        }

        var found = await _provider.Find(first);

        Assert.Equal((ProviderOutcome.Succeeded, "re_1"), (found.Outcome, found.Reference));
    }

    [Fact]
    public async Task Search_TwoIntentsOfOnePayment_ProvesNothing()
    {
        await _provider.Execute(StripeDriver.Authorise());
        await _provider.Execute(StripeDriver.Authorise() with { Key = "another-key" });

        Assert.Equal("ambiguous", (await _provider.Find(StripeDriver.Authorise())).Code);
        Assert.Equal("ambiguous", (await _provider.Execute(StripeDriver.Capture(null))).Code);
    }

    private async Task<ProviderRequest> PrepareAsync(ProviderOperation operation)
    {
        var id = (await _provider.Execute(StripeDriver.Authorise())).Reference;
        if (operation == ProviderOperation.Refund) await _provider.Execute(StripeDriver.Capture(id));
        return operation switch
        {
            ProviderOperation.Capture => StripeDriver.Capture(id),
            ProviderOperation.Void => StripeDriver.Void(id),
            _ => StripeDriver.Refund(id, 1, 500),
        };
    }
}
