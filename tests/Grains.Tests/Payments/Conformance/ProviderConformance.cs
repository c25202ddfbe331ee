namespace ShopActors.Grains.Tests.Payments.Conformance;

/// <summary>What every payment provider must do; each implementation has a class that runs these tests on it.</summary>
public abstract class ProviderConformance : IAsyncLifetime
{
    private static readonly Money Part = new(500, Currency.Eur);

    private string? _authorisation;

    /// <summary>The provider under test.</summary>
    protected IPaymentProvider Provider { get; set; } = null!;

    /// <summary>Tokens of this provider.</summary>
    protected abstract ProviderTokens Tokens { get; }

    public abstract Task InitializeAsync();

    public abstract Task DisposeAsync();

    /// <summary>The payer confirms the authorisation, or refuses to.</summary>
    protected abstract Task ConfirmAsync(bool approve);

    /// <summary>The method that takes days comes to its end, as its token says.</summary>
    protected abstract Task SettleAsync();

    [Fact]
    public async Task Operations_OfAWholePayment_AreExecutedAndFound()
    {
        var authorised = await Authorise();
        var captured = await Execute(ProviderOperation.Capture, ":capture", PaymentDriver.Total);
        var refunded = await Execute(ProviderOperation.Refund, ":refund:1", Part);
        var rest = await Execute(ProviderOperation.Refund, ":refund:2", PaymentDriver.Total - Part);

        AssertSucceeded(ProviderOperation.Authorise, PaymentDriver.Total, authorised);
        AssertSucceeded(ProviderOperation.Capture, PaymentDriver.Total, captured);
        AssertSucceeded(ProviderOperation.Refund, Part, refunded);
        AssertSucceeded(ProviderOperation.Refund, PaymentDriver.Total - Part, rest);
        AssertSucceeded(
            ProviderOperation.Authorise, PaymentDriver.Total, await Find(ProviderOperation.Authorise, ":auth"));
        AssertSucceeded(
            ProviderOperation.Capture, PaymentDriver.Total, await Find(ProviderOperation.Capture, ":capture"));
        AssertSucceeded(ProviderOperation.Refund, Part, await Find(ProviderOperation.Refund, ":refund:1"));
        await AssertCharge(authorised: 2_500, captured: 2_500, refunded: 2_500, captures: 1);
    }

    [Fact]
    public async Task Find_BeforeTheOperation_IsNotFound()
    {
        Assert.Equal(ProviderOutcome.NotFound, (await Find(ProviderOperation.Authorise, ":auth")).Outcome);
        await Authorise();
        Assert.Equal(ProviderOutcome.NotFound, (await Find(ProviderOperation.Capture, ":capture")).Outcome);
        Assert.Equal(ProviderOutcome.NotFound, (await Find(ProviderOperation.Void, ":void")).Outcome);
        await Execute(ProviderOperation.Capture, ":capture", PaymentDriver.Total);
        Assert.Equal(ProviderOutcome.NotFound, (await Find(ProviderOperation.Refund, ":refund:1")).Outcome);
    }

    [Fact]
    public async Task B1_EachOperationSentAgain_IsExecutedOnceAndAnsweredTheSame()
    {
        var authorised = await Authorise();
        Assert.Equal(authorised, await Authorise());
        var captured = await Execute(ProviderOperation.Capture, ":capture", PaymentDriver.Total);
        Assert.Equal(captured, await Execute(ProviderOperation.Capture, ":capture", PaymentDriver.Total));
        var refunded = await Execute(ProviderOperation.Refund, ":refund:1", Part);
        Assert.Equal(refunded, await Execute(ProviderOperation.Refund, ":refund:1", Part));

        await AssertCharge(authorised: 2_500, captured: 2_500, refunded: 500, captures: 1);
    }

    [Fact]
    public async Task OneKey_ManyTimesAtOnce_MovesMoneyOnce()
    {
        var authorised = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Authorise()));
        await Task.WhenAll(Enumerable.Range(0, 10).Select(
            _ => Execute(ProviderOperation.Capture, ":capture", PaymentDriver.Total)));
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Execute(ProviderOperation.Refund, ":refund:1", Part)));

        Assert.Single(authorised.Select(answer => answer.Reference).Distinct());
        await AssertCharge(authorised: 2_500, captured: 2_500, refunded: 500, captures: 1);
    }

    [Fact]
    public async Task KeyOfAnotherAmount_IsNeverASuccessOfThatAmount()
    {
        await Authorise();
        await Execute(ProviderOperation.Capture, ":capture", PaymentDriver.Total);
        await Execute(ProviderOperation.Refund, ":refund:1", Part);

        var other = await Execute(ProviderOperation.Refund, ":refund:1", PaymentDriver.Total - Part);

        Assert.False(other.Outcome == ProviderOutcome.Succeeded && other.Amount == PaymentDriver.Total - Part);
        await AssertCharge(authorised: 2_500, captured: 2_500, refunded: 500, captures: 1);
    }

    [Fact]
    public async Task B6_DeclinedCard_IsDeclinedForGood()
    {
        var answer = await Authorise(Tokens.Declined);

        Assert.Equal(ProviderOutcome.Declined, answer.Outcome);
        Assert.False(string.IsNullOrEmpty(answer.Code));
        Assert.Equal(answer, await Authorise(Tokens.Declined));
        Assert.Equal(
            ProviderOutcome.Declined, (await Find(ProviderOperation.Authorise, ":auth")).Outcome);
        await AssertNothingTaken();
    }

    [Fact]
    public async Task B9_PartialCapture_TakesThePart()
    {
        await Authorise();
        AssertSucceeded(
            ProviderOperation.Capture, Part, await Execute(ProviderOperation.Capture, ":capture", Part));

        Assert.Equal(
            ProviderOutcome.Refused,
            (await Execute(ProviderOperation.Refund, ":refund:1", PaymentDriver.Total)).Outcome);
        AssertSucceeded(
            ProviderOperation.Refund, Part, await Execute(ProviderOperation.Refund, ":refund:2", Part));
        await AssertCharge(authorised: 2_500, captured: 500, refunded: 500, captures: 1);
    }

    [Fact]
    public async Task B9_CaptureAboveTheAuthorisation_IsRefusedAndTakesNothing()
    {
        await Authorise();
        var answer = await Execute(ProviderOperation.Capture, ":capture", PaymentDriver.Total + Part);

        Assert.Equal(ProviderOutcome.Refused, answer.Outcome);
        await AssertNothingTaken();
    }

    [Fact]
    public async Task B12_RefundAboveTheCapture_IsRefused()
    {
        await Authorise();
        await Execute(ProviderOperation.Capture, ":capture", PaymentDriver.Total);
        await Execute(ProviderOperation.Refund, ":refund:1", Part);

        Assert.Equal(
            ProviderOutcome.Refused,
            (await Execute(ProviderOperation.Refund, ":refund:2", PaymentDriver.Total)).Outcome);
        await AssertCharge(authorised: 2_500, captured: 2_500, refunded: 500, captures: 1);
    }

    [Fact]
    public async Task Void_OfAnAuthorisation_EndsIt()
    {
        await Authorise();
        var voided = await Execute(ProviderOperation.Void, ":void", PaymentDriver.Total);

        Assert.Equal((ProviderOutcome.Succeeded, ProviderOperation.Void), (voided.Outcome, voided.Operation));
        Assert.Equal(ProviderOutcome.Succeeded, (await Find(ProviderOperation.Void, ":void")).Outcome);
        Assert.Equal(
            ProviderOutcome.Refused,
            (await Execute(ProviderOperation.Capture, ":capture", PaymentDriver.Total)).Outcome);
        Assert.True((await AssertCharge(authorised: 2_500, captured: 0, refunded: 0, captures: 0)).Voided);
    }

    [Fact]
    public async Task Void_OfACapture_IsRefusedAndLeavesIt()
    {
        await Authorise();
        await Execute(ProviderOperation.Capture, ":capture", PaymentDriver.Total);

        Assert.Equal(
            ProviderOutcome.Refused,
            (await Execute(ProviderOperation.Void, ":void", PaymentDriver.Total)).Outcome);
        Assert.False((await AssertCharge(authorised: 2_500, captured: 2_500, refunded: 0, captures: 1)).Voided);
    }

    [Theory]
    [InlineData(true, ProviderOutcome.Succeeded)]
    [InlineData(false, ProviderOutcome.Declined)]
    public async Task Confirmation_ByThePayer_DecidesTheAuthorisation(bool approve, ProviderOutcome outcome)
    {
        var waiting = await Authorise(Tokens.Confirmed);
        Assert.Equal(ProviderOutcome.ActionRequired, waiting.Outcome);
        Assert.True(PayerAddress.IsSafe(waiting.ActionUrl));
        Assert.Equal(waiting.ActionUrl, (await Find(ProviderOperation.Authorise, ":auth")).ActionUrl);

        await ConfirmAsync(approve);

        Assert.Equal(outcome, (await Find(ProviderOperation.Authorise, ":auth")).Outcome);
        await AssertNothingTaken();
    }

    [Fact]
    public async Task Confirmation_ThatNeverComes_CanBeVoided()
    {
        await Authorise(Tokens.Confirmed);

        Assert.Equal(
            ProviderOutcome.Succeeded,
            (await Execute(ProviderOperation.Void, ":void", PaymentDriver.Total)).Outcome);
        await AssertNothingTaken();
    }

    [Fact]
    public async Task MethodThatTakesDays_IsProcessingUntilItSucceeds()
    {
        Assert.Equal(ProviderOutcome.Processing, (await Authorise(Tokens.Delayed)).Outcome);
        Assert.Equal(ProviderOutcome.Processing, (await Find(ProviderOperation.Authorise, ":auth")).Outcome);
        await AssertNothingTaken();

        await SettleAsync();

        AssertSucceeded(
            ProviderOperation.Authorise, PaymentDriver.Total, await Find(ProviderOperation.Authorise, ":auth"));
        AssertSucceeded(
            ProviderOperation.Capture,
            PaymentDriver.Total,
            await Execute(ProviderOperation.Capture, ":capture", PaymentDriver.Total));
        await AssertCharge(authorised: 2_500, captured: 2_500, refunded: 0, captures: 1);
    }

    [Fact]
    public async Task MethodThatTakesDays_AndFails_IsDeclined()
    {
        Assert.Equal(ProviderOutcome.Processing, (await Authorise(Tokens.DelayedFailure)).Outcome);

        await SettleAsync();

        var answer = await Find(ProviderOperation.Authorise, ":auth");
        Assert.Equal(ProviderOutcome.Declined, answer.Outcome);
        Assert.False(string.IsNullOrEmpty(answer.Code));
        await AssertNothingTaken();
    }

    [Fact]
    public async Task Charges_OfSeveralPayments_ComeInOrderOfTheirIds()
    {
        var orders = Enumerable.Range(1, 25)
            .Select(number => OrderId.For(new PrincipalId("customer-1"), $"key-{number}")).ToList();
        foreach (var order in orders)
        {
            var payment = PaymentId.For(order);
            await Provider.ExecuteAsync(
                new()
                {
                    Operation = ProviderOperation.Authorise,
                    Key = PaymentKeys.Authorisation(payment),
                    Payment = payment,
                    Order = order,
                    Amount = PaymentDriver.Total,
                    Token = Tokens.Ok,
                },
                default);
        }

        var charges = await Provider.ReadChargesAsync(default).ToListAsync();

        Assert.Equal(
            orders.Select(order => PaymentId.For(order).Value).Order(StringComparer.Ordinal),
            charges.Select(charge => charge.Payment.Value));
    }

    private async Task<ProviderAnswer> Authorise(string? token = null)
    {
        var answer = await Execute(ProviderOperation.Authorise, ":auth", PaymentDriver.Total, token ?? Tokens.Ok);
        _authorisation ??= answer.Reference;
        return answer;
    }

    private Task<ProviderAnswer> Execute(
        ProviderOperation operation, string suffix, Money amount, string? token = null) =>
        Provider.ExecuteAsync(
            new()
            {
                Operation = operation,
                Key = PaymentDriver.Id + suffix,
                Payment = PaymentDriver.Id,
                Order = PaymentDriver.Order,
                Amount = amount,
                Token = token,
                Authorisation = operation == ProviderOperation.Authorise ? null : _authorisation,
                ReturnUrl = token == Tokens.Confirmed ? new Uri("https://shop.example/orders/1") : null,
            },
            default);

    private Task<ProviderAnswer> Find(ProviderOperation operation, string suffix) => Provider.FindAsync(
        new()
        {
            Key = PaymentDriver.Id + suffix,
            Payment = PaymentDriver.Id,
            Operation = operation,
            Authorisation = _authorisation,
        },
        default);

    private static void AssertSucceeded(ProviderOperation operation, Money amount, ProviderAnswer answer)
    {
        Assert.Equal(
            (ProviderOutcome.Succeeded, operation, amount), (answer.Outcome, answer.Operation, answer.Amount));
        Assert.False(string.IsNullOrEmpty(answer.Reference));
    }

    private async Task AssertNothingTaken() => Assert.All(
        await Provider.ReadChargesAsync(default).ToListAsync(),
        charge => Assert.Equal((0, 0, 0), (charge.Captured, charge.Refunded, charge.Captures)));

    private async Task<ProviderCharge> AssertCharge(long authorised, long captured, long refunded, int captures)
    {
        var charge = Assert.Single(await Provider.ReadChargesAsync(default).ToListAsync());
        Assert.Equal(
            (PaymentDriver.Id, PaymentDriver.Order, Currency.Eur), (charge.Payment, charge.Order, charge.Currency));
        Assert.Equal(
            (authorised, captured, refunded, captures),
            (charge.Authorised, charge.Captured, charge.Refunded, charge.Captures));
        return charge;
    }
}
