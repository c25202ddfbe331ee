using ShopActors.Storage;

namespace ShopActors.Grains.Tests.Checkout;

/// <summary>A simulated checkout whose answer comes before its order has ended, and what happens to it then.</summary>
internal static class WaitingCheckout
{
    public static readonly OrderId Id = Shopping.OrderOf(1);
    public static readonly string Authorisation = PaymentKeys.Authorisation(PaymentId.For(Id));

    /// <summary>Runs a checkout with this token until it is answered.</summary>
    public static Simulation Begin(string token, TimeSpan? processingLimit = null)
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

    public static void RunOut(this Simulation simulation) => simulation.RunUntil(static () => true, "everything");

    public static void Cancel(this Simulation simulation, bool untilQuiet = true)
    {
        var cancelling = simulation.Process.Order(Id).Result.Order.CancelAsync(Shopping.Customer(1));
        simulation.RunUntil(() => cancelling.IsCompleted, "the cancellation", untilQuiet);
    }

    /// <summary>A webhook says that the authorisation has ended.</summary>
    public static void Tell(this Simulation simulation)
    {
        var telling = simulation.Process.Order(Id).Result.Payment.HandleWebhookAsync(
            new PaymentWebhook { EventId = "evt_1", Type = "authorisation.ended", Key = Authorisation });
        simulation.RunUntil(() => telling.IsCompleted, "the webhook");
    }

    public static async Task<PurchaseState> ReadAsync(this Simulation simulation) =>
        (await simulation.Store.ReadAsync(new($"order/{Id}"))).ToState<PurchaseState, PurchaseEvent>(Id.Value);
}
