using ShopActors.PaymentSimulator;

namespace ShopActors.Grains.Tests.Checkout;

/// <summary>
/// A payment that its payer has to confirm with the bank (3-D Secure): the order waits, and goes on or ends.
/// </summary>
public sealed class CheckoutConfirmationTests
{
    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Confirmation_InTime_DecidesTheOrderWithOrWithoutAWebhook(bool approve, bool isTold)
    {
        var simulation = WaitingCheckout.Begin(Tokens.ThreeDSecure);
        var waiting = await simulation.ReadAsync();
        Assert.Equal(OrderStatus.Pending, waiting.Order.Status);
        Assert.Equal(
            (PaymentStatus.RequiresAction, BookProvider.ActionUrl),
            (waiting.Order.Payment, waiting.Order.ToSnapshot().PayerAction?.Url));

        simulation.Provider.Confirm(WaitingCheckout.Authorisation, approve);
        if (isTold) simulation.Tell();
        simulation.RunOut();

        var ended = await simulation.ReadAsync();
        Assert.Equal(approve ? OrderStatus.Confirmed : OrderStatus.Cancelled, ended.Order.Status);
        Assert.Null(ended.Order.ToSnapshot().PayerAction);
        Assert.Null(ended.Token);
        if (!approve)
        {
            Assert.Equal(CancelReason.PaymentDeclined, ended.Order.Reason);
            Assert.Equal("authentication_failed", ended.Order.ReasonDetails["declineCode"]);
        }

        Assert.Equal(
            approve ? 1 : 0, simulation.Provider.Log.Count(entry => entry.Kind == OperationKind.Capture));
        AssertBalanced(simulation);
    }

    [Fact]
    public async Task Confirmation_ThatNeverComes_CancelsTheOrderAndTheAuthorisation()
    {
        var simulation = WaitingCheckout.Begin(Tokens.ThreeDSecure);
        simulation.RunOut();

        var ended = await simulation.ReadAsync();
        Assert.Equal((OrderStatus.Cancelled, CancelReason.PaymentDeclined), (ended.Order.Status, ended.Order.Reason));
        Assert.Equal(PaymentSaga.NotConfirmed, ended.Order.ReasonDetails["declineCode"]);
        Assert.True(ended.Order.EndedAt >= ended.Order.PayerAction!.Until);
        AssertVoided(simulation);
        AssertBalanced(simulation);
    }

    [Fact]
    public async Task Cancellation_WhileThePayerDecides_EndsTheOrderAtOnce()
    {
        var simulation = WaitingCheckout.Begin(Tokens.ThreeDSecure);
        simulation.Cancel();

        var ended = await simulation.ReadAsync();
        Assert.Equal((OrderStatus.Cancelled, CancelReason.Requested), (ended.Order.Status, ended.Order.Reason));
        Assert.True(ended.Order.EndedAt < ended.Order.PayerAction!.Until);
        AssertVoided(simulation);
        AssertBalanced(simulation);
    }

    [Fact]
    public async Task Confirmation_JustBeforeTheCancellation_IsVoided()
    {
        var simulation = WaitingCheckout.Begin(Tokens.ThreeDSecure);
        simulation.Provider.Confirm(WaitingCheckout.Authorisation, approve: true);
        simulation.Cancel();

        Assert.Equal(OrderStatus.Cancelled, (await simulation.ReadAsync()).Order.Status);
        AssertVoided(simulation);
        AssertBalanced(simulation);
    }

    [Fact]
    public async Task Confirmation_AfterTheProcessDied_IsFoundByTheNextOne()
    {
        var simulation = WaitingCheckout.Begin(Tokens.ThreeDSecure);
        simulation.Restart();
        simulation.Provider.Confirm(WaitingCheckout.Authorisation, approve: true);
        simulation.RunOut();

        Assert.Equal(OrderStatus.Confirmed, (await simulation.ReadAsync()).Order.Status);
        AssertBalanced(simulation);
    }

    private static void AssertVoided(Simulation simulation) => Assert.Single(
        simulation.Provider.Log,
        entry => entry is { Kind: OperationKind.Void, Outcome: OperationOutcome.Succeeded });

    private static void AssertBalanced(Simulation simulation) => ShopAssert.Balanced(simulation, "confirmation");
}
