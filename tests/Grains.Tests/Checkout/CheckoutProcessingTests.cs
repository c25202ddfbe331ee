using ShopActors.PaymentSimulator;

namespace ShopActors.Grains.Tests.Checkout;

/// <summary>
/// A payment that takes days, such as a bank debit: the order keeps its units and gives the cart back.
/// </summary>
public sealed class CheckoutProcessingTests
{
    [Theory]
    [InlineData(Tokens.BankDebit, true)]
    [InlineData(Tokens.BankDebit, false)]
    [InlineData(Tokens.BankDebitFailed, true)]
    [InlineData(Tokens.BankDebitFailed, false)]
    public async Task End_OfThePayment_DecidesTheOrderWithOrWithoutAWebhook(string token, bool isTold)
    {
        var simulation = WaitingCheckout.Begin(token);
        var waiting = await simulation.ReadAsync();
        Assert.Equal(
            (OrderStatus.Pending, PaymentStatus.Processing), (waiting.Order.Status, waiting.Order.Payment));
        Assert.Null(waiting.Order.ToSnapshot().PayerAction);

        simulation.Provider.Settle(WaitingCheckout.Authorisation);
        if (isTold) simulation.Tell();
        simulation.RunOut();

        var ended = await simulation.ReadAsync();
        Assert.Null(ended.Token);
        if (token == Tokens.BankDebit)
        {
            Assert.Equal(OrderStatus.Confirmed, ended.Order.Status);
        }
        else
        {
            Assert.Equal(
                (OrderStatus.Cancelled, CancelReason.PaymentDeclined), (ended.Order.Status, ended.Order.Reason));
            Assert.Equal("debit_returned", ended.Order.ReasonDetails["declineCode"]);
        }

        AssertBalanced(simulation);
    }

    [Fact]
    public async Task Cart_WhileThePaymentIsUnderWay_IsFree()
    {
        var simulation = WaitingCheckout.Begin(Tokens.BankDebit);
        var cart = (await simulation.Process.Cart(Shopping.CartOf(1))).State;

        Assert.Empty(cart.Lines);
        Assert.Null(cart.Lock);
    }

    [Fact]
    public async Task Payment_ThatTakesTooLong_IsGivenUpAndVoidedOnceItSucceeds()
    {
        var simulation = WaitingCheckout.Begin(Tokens.BankDebit);
        var until = (await simulation.ReadAsync()).Order.ProcessingUntil!.Value;
        simulation.RunUntil(() => simulation.ReadAsync().Result.Order.IsReleased, "giving up", untilQuiet: false);
        var given = await simulation.ReadAsync();
        Assert.True(given.Order.LastAt >= until);
        Assert.Equal((OrderStatus.Pending, CancelReason.PaymentDeclined), (given.Order.Status, given.Order.Reason));
        Assert.Equal(PaymentSaga.NotSettled, given.Order.ReasonDetails["declineCode"]);

        simulation.Provider.Settle(WaitingCheckout.Authorisation);
        simulation.RunOut();

        Assert.Equal(OrderStatus.Cancelled, (await simulation.ReadAsync()).Order.Status);
        Assert.Single(
            simulation.Provider.Log,
            entry => entry is { Kind: OperationKind.Void, Outcome: OperationOutcome.Succeeded });
        AssertBalanced(simulation);
    }

    [Fact]
    public async Task Payment_WithoutEnd_IsForAPersonToDecide()
    {
        var simulation = WaitingCheckout.Begin(Tokens.BankDebit, processingLimit: TimeSpan.FromMinutes(8));
        simulation.RunOut();

        var reviewed = await simulation.ReadAsync();
        Assert.True(reviewed.Order.IsReleased);
        Assert.True(reviewed.Order.IsInReview);
        Assert.True(reviewed.Payment.AwaitsDecision);
    }

    [Fact]
    public async Task Cancellation_WhileThePaymentIsUnderWay_ReleasesTheUnitsAndVoidsWhatComes()
    {
        var simulation = WaitingCheckout.Begin(Tokens.BankDebit);
        simulation.Cancel(untilQuiet: false);
        Assert.True((await simulation.ReadAsync()).Order.IsReleased);

        simulation.Provider.Settle(WaitingCheckout.Authorisation);
        simulation.RunOut();

        var ended = await simulation.ReadAsync();
        Assert.Equal((OrderStatus.Cancelled, CancelReason.Requested), (ended.Order.Status, ended.Order.Reason));
        AssertBalanced(simulation);
    }

    private static void AssertBalanced(Simulation simulation) => ShopAssert.Balanced(simulation, "processing");
}
