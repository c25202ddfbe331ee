using ShopActors.PaymentSimulator;
using ShopActors.Storage;

namespace ShopActors.Grains.Tests.Checkout;

/// <summary>
/// A payment that takes days, such as a bank debit: the order keeps its units and gives the cart back.
/// </summary>
public sealed class CheckoutProcessingTests
{
    private static readonly OrderId Id = Shopping.OrderOf(1);
    private static readonly string Authorisation = PaymentKeys.Authorisation(PaymentId.For(Id));

    [Theory]
    [InlineData(Tokens.BankDebit, true)]
    [InlineData(Tokens.BankDebit, false)]
    [InlineData(Tokens.BankDebitFailed, true)]
    [InlineData(Tokens.BankDebitFailed, false)]
    public async Task End_OfThePayment_DecidesTheOrderWithOrWithoutAWebhook(string token, bool isTold)
    {
        var simulation = Begin(token);
        var waiting = await Read(simulation);
        Assert.Equal(
            (OrderStatus.Pending, PaymentStatus.Processing), (waiting.Order.Status, waiting.Order.Payment));
        Assert.Null(waiting.Order.ToSnapshot().PayerAction);

        simulation.Provider.Settle(Authorisation);
        if (isTold) Tell(simulation);
        RunOut(simulation);

        var ended = await Read(simulation);
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
        var simulation = Begin(Tokens.BankDebit);
        var cart = (await simulation.Process.Cart(Shopping.CartOf(1))).State;

        Assert.Empty(cart.Lines);
        Assert.Null(cart.Lock);
    }

    [Fact]
    public async Task Payment_ThatTakesTooLong_IsGivenUpAndVoidedOnceItSucceeds()
    {
        var simulation = Begin(Tokens.BankDebit);
        var until = (await Read(simulation)).Order.ProcessingUntil!.Value;
        simulation.RunUntil(() => Read(simulation).Result.Order.IsReleased, "giving up", untilQuiet: false);
        var given = await Read(simulation);
        Assert.True(given.Order.LastAt >= until);
        Assert.Equal((OrderStatus.Pending, CancelReason.PaymentDeclined), (given.Order.Status, given.Order.Reason));
        Assert.Equal(PaymentSaga.NotSettled, given.Order.ReasonDetails["declineCode"]);

        simulation.Provider.Settle(Authorisation);
        RunOut(simulation);

        Assert.Equal(OrderStatus.Cancelled, (await Read(simulation)).Order.Status);
        Assert.Single(
            simulation.Provider.Log,
            entry => entry is { Kind: OperationKind.Void, Outcome: OperationOutcome.Succeeded });
        AssertBalanced(simulation);
    }

    [Fact]
    public async Task Payment_WithoutEnd_IsForAPersonToDecide()
    {
        var simulation = Begin(Tokens.BankDebit, processingLimit: TimeSpan.FromMinutes(8));
        RunOut(simulation);

        var reviewed = await Read(simulation);
        Assert.True(reviewed.Order.IsReleased);
        Assert.True(reviewed.Order.IsInReview);
        Assert.True(reviewed.Payment.AwaitsDecision);
    }

    [Fact]
    public async Task Cancellation_WhileThePaymentIsUnderWay_ReleasesTheUnitsAndVoidsWhatComes()
    {
        var simulation = Begin(Tokens.BankDebit);
        Cancel(simulation);
        Assert.True((await Read(simulation)).Order.IsReleased);

        simulation.Provider.Settle(Authorisation);
        RunOut(simulation);

        var ended = await Read(simulation);
        Assert.Equal((OrderStatus.Cancelled, CancelReason.Requested), (ended.Order.Status, ended.Order.Reason));
        AssertBalanced(simulation);
    }

    /// <summary>A checkout whose answer says that the payment is under way.</summary>
    private static Simulation Begin(string token, TimeSpan? processingLimit = null)
    {
        var simulation = new Simulation(null, _ => Strike.None);
        if (processingLimit is { } limit) simulation.Payments.ProcessingLimit = limit;
        var opening = Task.WhenAll(
            simulation.Process.OpenStock(Shopping.BookA, 10), Shopping.Fill(simulation, 1, (Shopping.BookA, 2)));
        simulation.RunUntil(() => opening.IsCompleted, "opening the shop");
        var placing = simulation.Process.Place(Shopping.Command(1, token));
        simulation.RunUntil(() => placing.IsCompleted, "the checkout", untilQuiet: false);
        return simulation;
    }

    private static void RunOut(Simulation simulation) => simulation.RunUntil(static () => true, "everything");

    private static void Cancel(Simulation simulation)
    {
        var cancelling = simulation.Process.Order(Id).Result.Order.CancelAsync(Shopping.Customer(1));
        simulation.RunUntil(() => cancelling.IsCompleted, "the cancellation", untilQuiet: false);
    }

    private static void Tell(Simulation simulation)
    {
        var telling = simulation.Process.Order(Id).Result.Payment.HandleWebhookAsync(
            new PaymentWebhook { EventId = "evt_1", Type = "authorisation.ended", Key = Authorisation });
        simulation.RunUntil(() => telling.IsCompleted, "the webhook");
    }

    private static void AssertBalanced(Simulation simulation) => ShopAssert.Balanced(simulation, "processing");

    private static async Task<PurchaseState> Read(Simulation simulation) =>
        (await simulation.Store.ReadAsync(new($"order/{Id}"))).ToState<PurchaseState, PurchaseEvent>(Id.Value);
}
