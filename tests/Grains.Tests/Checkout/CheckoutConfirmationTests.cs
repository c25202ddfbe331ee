using ShopActors.PaymentSimulator;
using ShopActors.Storage;

namespace ShopActors.Grains.Tests.Checkout;

/// <summary>
/// A payment that its payer has to confirm with the bank (3-D Secure): the order waits, and goes on or ends.
/// </summary>
public sealed class CheckoutConfirmationTests
{
    private static readonly OrderId Id = Shopping.OrderOf(1);
    private static readonly string Authorisation = PaymentKeys.Authorisation(PaymentId.For(Id));

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Confirmation_InTime_DecidesTheOrderWithOrWithoutAWebhook(bool approve, bool isTold)
    {
        var simulation = Begin();
        var waiting = await Read(simulation);
        Assert.Equal(OrderStatus.Pending, waiting.Order.Status);
        Assert.Equal(
            (PaymentStatus.RequiresAction, BookProvider.ActionUrl),
            (waiting.Order.Payment, waiting.Order.ToSnapshot().PayerAction?.Url));

        simulation.Provider.Confirm(Authorisation, approve);
        if (isTold) Tell(simulation);
        RunOut(simulation);

        var ended = await Read(simulation);
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
        var simulation = Begin();
        RunOut(simulation);

        var ended = await Read(simulation);
        Assert.Equal((OrderStatus.Cancelled, CancelReason.PaymentDeclined), (ended.Order.Status, ended.Order.Reason));
        Assert.Equal(PaymentSaga.NotConfirmed, ended.Order.ReasonDetails["declineCode"]);
        Assert.True(ended.Order.EndedAt >= ended.Order.PayerAction!.Until);
        AssertVoided(simulation);
        AssertBalanced(simulation);
    }

    [Fact]
    public async Task Cancellation_WhileThePayerDecides_EndsTheOrderAtOnce()
    {
        var simulation = Begin();
        Cancel(simulation);

        var ended = await Read(simulation);
        Assert.Equal((OrderStatus.Cancelled, CancelReason.Requested), (ended.Order.Status, ended.Order.Reason));
        Assert.True(ended.Order.EndedAt < ended.Order.PayerAction!.Until);
        AssertVoided(simulation);
        AssertBalanced(simulation);
    }

    [Fact]
    public async Task Confirmation_JustBeforeTheCancellation_IsVoided()
    {
        var simulation = Begin();
        simulation.Provider.Confirm(Authorisation, approve: true);
        Cancel(simulation);

        Assert.Equal(OrderStatus.Cancelled, (await Read(simulation)).Order.Status);
        AssertVoided(simulation);
        AssertBalanced(simulation);
    }

    [Fact]
    public async Task Confirmation_AfterTheProcessDied_IsFoundByTheNextOne()
    {
        var simulation = Begin();
        simulation.Restart();
        simulation.Provider.Confirm(Authorisation, approve: true);
        RunOut(simulation);

        Assert.Equal(OrderStatus.Confirmed, (await Read(simulation)).Order.Status);
        AssertBalanced(simulation);
    }

    /// <summary>A checkout whose answer says that the payer has to confirm.</summary>
    private static Simulation Begin()
    {
        var simulation = new Simulation(null, _ => Strike.None);
        var opening = Task.WhenAll(
            simulation.Process.OpenStock(Shopping.BookA, 10), Shopping.Fill(simulation, 1, (Shopping.BookA, 2)));
        simulation.RunUntil(() => opening.IsCompleted, "opening the shop");
        var placing = simulation.Process.Place(Shopping.Command(1, Tokens.ThreeDSecure));
        simulation.RunUntil(() => placing.IsCompleted, "the checkout", untilQuiet: false);
        return simulation;
    }

    private static void RunOut(Simulation simulation) => simulation.RunUntil(static () => true, "everything");

    private static void Cancel(Simulation simulation)
    {
        var cancelling = simulation.Process.Order(Id).Result.Order.CancelAsync(Shopping.Customer(1));
        simulation.RunUntil(() => cancelling.IsCompleted, "the cancellation");
    }

    private static void Tell(Simulation simulation)
    {
        var telling = simulation.Process.Order(Id).Result.Payment.HandleWebhookAsync(
            new PaymentWebhook { EventId = "evt_1", Type = "authorisation.ended", Key = Authorisation });
        simulation.RunUntil(() => telling.IsCompleted, "the webhook");
    }

    private static void AssertVoided(Simulation simulation) => Assert.Single(
        simulation.Provider.Log,
        entry => entry is { Kind: OperationKind.Void, Outcome: OperationOutcome.Succeeded });

    private static void AssertBalanced(Simulation simulation)
    {
        var audit = simulation.Audit();
        Assert.Empty(audit.Violations);
        Assert.True(audit.Quiet);
    }

    private static async Task<PurchaseState> Read(Simulation simulation) =>
        (await simulation.Store.ReadAsync(new($"order/{Id}"))).ToState<PurchaseState, PurchaseEvent>(Id.Value);
}
