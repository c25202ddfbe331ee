using ShopActors.Storage;

namespace ShopActors.Grains.Tests.Checkout;

/// <summary>
/// A payment whose outcome stays unknown for as long as the provider remembers it: the order rests until a person, or
/// the provider by itself, tells it, and asks nothing meanwhile.
/// </summary>
public sealed class CheckoutReviewTests
{
    private static readonly OrderId Id = Shopping.OrderOf(1);

    [Theory]
    [InlineData(":capture", OrderStatus.Confirmed)]
    [InlineData(":auth", OrderStatus.Cancelled)]
    [InlineData(":void", OrderStatus.Cancelled)]
    public async Task Checkout_OutcomeThatStaysUnknown_RestsInReviewUntilTheProviderTellsIt(
        string operation, OrderStatus end)
    {
        var simulation = NewSimulation();
        simulation.Provider.IsSilentOn = key => key.EndsWith(operation, StringComparison.Ordinal);
        Place(simulation, cancel: operation == ":void");

        // Without a wake-up nothing runs any more, whatever time goes by.
        var resting = await Read(simulation);
        Assert.Equal(OrderStatus.Pending, resting.Order.Status);
        Assert.True(resting.Order.IsInReview);
        Assert.True(resting.Payment.AwaitsDecision);
        Assert.Contains(resting.Order.History, e => e is OrderEvent.ReviewNeeded);
        Assert.Null((await Content(simulation)).WakeAt);

        simulation.Provider.IsSilentOn = static _ => false;
        Tell(simulation, PaymentId.For(Id).Value + operation);

        var settled = await Read(simulation);
        Assert.Equal(end, settled.Order.Status);
        Assert.False(settled.Order.IsInReview);
        Assert.Null(settled.Token);
        var audit = simulation.Audit();
        Assert.Empty(audit.Violations);
        Assert.True(audit.Quiet);
    }

    [Theory]
    [InlineData(":capture", true, OrderStatus.Confirmed)]
    [InlineData(":capture", false, OrderStatus.Cancelled)]
    [InlineData(":auth", false, OrderStatus.Cancelled)]
    public async Task Checkout_InReview_EndsAsAPersonDecides(string operation, bool succeeded, OrderStatus end)
    {
        var simulation = NewSimulation();
        simulation.Provider.IsSilentOn = key => key.EndsWith(operation, StringComparison.Ordinal);
        Place(simulation, cancel: false);
        Assert.True((await Read(simulation)).Order.IsInReview);

        Decide(simulation, PaymentId.For(Id).Value + operation, succeeded);

        var settled = await Read(simulation);
        Assert.Equal(end, settled.Order.Status);
        Assert.False(settled.Payment.AwaitsDecision);
        var stock = simulation.Audit().Stock.Single(stock => stock.Sku == Shopping.BookA);
        Assert.Equal(end == OrderStatus.Confirmed ? (8, 2) : (10, 0), (stock.Available, stock.Sold));
    }

    [Theory]
    [InlineData(true, OrderStatus.Confirmed)]
    [InlineData(false, OrderStatus.Cancelled)]
    public async Task Decision_WhoseProcessDiesAtEachPoint_EndsTheOrderAllTheSame(bool succeeded, OrderStatus end)
    {
        var struck = 0;
        for (var at = 1; ; at++)
        {
            Simulation simulation = null!;
            var from = int.MaxValue;
            simulation = new Simulation(null, point => point - from == at ? Strike.Kill : Strike.None)
            {
                Payments = { KeyRetention = TimeSpan.FromMinutes(5) },
            };
            simulation.Provider.IsSilentOn = static key => key.EndsWith(":capture", StringComparison.Ordinal);
            Place(simulation, cancel: false);
            from = simulation.Points.Count;

            var deciding = Decision(simulation, PaymentId.For(Id).Value + ":capture", succeeded);
            simulation.RunUntil(() => deciding.IsCompleted || simulation.Struck.Count > 0, "the decision");
            simulation.RunUntil(static () => true, "everything");
            if (simulation.Struck.Count == 0) break;

            // One that did not become durable has no effect; one that did ends the order without any further call.
            var purchase = await Read(simulation);
            Assert.True(
                purchase.Payment.AwaitsDecision ? purchase.Order.IsInReview : purchase.Order.Status == end,
                simulation.Struck[0]);
            struck++;
        }

        Assert.InRange(struck, 4, 100);
    }

    [Fact]
    public async Task Checkout_InReviewWhenItsProcessDies_RestsInTheNextOneToo()
    {
        var simulation = NewSimulation();
        simulation.Provider.IsSilentOn = static key => key.EndsWith(":capture", StringComparison.Ordinal);
        Open(simulation);
        var placing = simulation.Process.Place(Shopping.Command(1, "tok_ok"));
        simulation.RunUntil(() => placing.IsCompleted, "the checkout");
        simulation.Restart();

        var waking = simulation.Process.Wake(new JournalId($"order/{Id}"));
        simulation.RunUntil(() => waking.IsCompleted, "the wake-up");

        Assert.Null((await simulation.Store.ReadAsync(new($"order/{Id}"))).WakeAt);
    }

    private static Simulation NewSimulation() =>
        new(null, _ => Strike.None) { Payments = { KeyRetention = TimeSpan.FromMinutes(5) } };

    private static void Open(Simulation simulation)
    {
        var opening = Task.WhenAll(
            simulation.Process.OpenStock(Shopping.BookA, 10), Shopping.Fill(simulation, 1, (Shopping.BookA, 2)));
        simulation.RunUntil(() => opening.IsCompleted, "opening the shop");
    }

    private static void Place(Simulation simulation, bool cancel)
    {
        Open(simulation);

        // A void needs an order that is cancelled while its authorisation is under way.
        if (cancel) simulation.Provider.IsSilentOn = static key => key.EndsWith(":auth", StringComparison.Ordinal);
        var placing = simulation.Process.Place(Shopping.Command(1, "tok_ok"));
        simulation.RunUntil(() => placing.IsCompleted, "the checkout", untilQuiet: !cancel);
        if (!cancel) return;

        var cancelling = simulation.Process.Order(Id).Result.Order.CancelAsync(Shopping.Customer(1));
        simulation.Provider.IsSilentOn = static key => key.EndsWith(":void", StringComparison.Ordinal);
        simulation.RunUntil(() => cancelling.IsCompleted, "the cancellation");
    }

    private static void Decide(Simulation simulation, string key, bool succeeded)
    {
        var deciding = Decision(simulation, key, succeeded);
        simulation.RunUntil(() => deciding.IsCompleted, "the decision");
    }

    private static Task Decision(Simulation simulation, string key, bool succeeded) =>
        simulation.Process.Order(Id).Result.Payment.DecideAsync(
            new("decision"),
            Caller.Ops(new("finance"), Scopes.PaymentsDecide),
            new() { Key = key, Succeeded = succeeded, Evidence = "The dashboard." });

    private static void Tell(Simulation simulation, string key)
    {
        var payment = simulation.Process.Order(Id).Result.Payment;
        var telling = payment.HandleWebhookAsync(
            new PaymentWebhook { EventId = "evt_1", Type = "operation.succeeded", Key = key });
        simulation.RunUntil(() => telling.IsCompleted, "the webhook");
    }

    private static async Task<PurchaseState> Read(Simulation simulation) =>
        (await Content(simulation)).ToState<PurchaseState, PurchaseEvent>(Id.Value);

    private static ValueTask<JournalContent> Content(Simulation simulation) =>
        simulation.Store.ReadAsync(new($"order/{Id}"));
}
