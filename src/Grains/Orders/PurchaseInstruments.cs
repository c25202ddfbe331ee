using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace ShopActors;

/// <summary>
/// The checkouts of this process, in the meter <c>ShopActors</c>. What is pending is read from the active grains at
/// each scrape: no grain is called and no journal read. An order whose silo has died is missing until the waker has
/// found it, which <c>shop.journal.wakeup.delay</c> shows.
/// </summary>
internal sealed class PurchaseInstruments
{
    private readonly ConcurrentDictionary<ObservedPurchase, bool> _active = [];
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _reviews;
    private readonly TimeProvider _time;

    public PurchaseInstruments(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        var meter = meters.Create("ShopActors");
        _duration = meter.CreateHistogram(
            "shop.checkout.duration",
            "s",
            "Time from placing an order to its end, by outcome.",
            advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900],
            });
        _reviews = meter.CreateCounter<long>(
            "shop.payment.reviews", "{payment}", "Payments whose outcome a person has to decide.");
        meter.CreateObservableGauge(
            "shop.orders.pending", () => Pending().Count(), "{order}", "Orders that have not ended.");
        meter.CreateObservableGauge(
            "shop.orders.pending.age", () => Oldest(Pending()), "s", "Age of the oldest order that has not ended.");
        meter.CreateObservableGauge(
            "shop.payments.unsettled", () => Unsettled().Count(), "{payment}", "Payments with an open operation.");
        meter.CreateObservableGauge(
            "shop.payments.unsettled.age", () => Oldest(Unsettled()), "s", "Age of the oldest open operation.");
    }

    /// <summary>Observes a purchase until the result is disposed of.</summary>
    public ObservedPurchase Observe(PurchaseState state)
    {
        var purchase = new ObservedPurchase(this, state);
        _active.TryAdd(purchase, true);
        return purchase;
    }

    public void Forget(ObservedPurchase purchase) => _active.TryRemove(purchase, out _);

    /// <summary>Counts the end of an order, and a payment that goes into review, when they are decided.</summary>
    public void Changed(PurchaseState before, PurchaseState after)
    {
        if (after.Order is { IsEnded: true, Placed: { } placed } order && !before.Order.IsEnded)
        {
            _duration.Record((order.LastAt - placed.At).TotalSeconds, new KeyValuePair<string, object?>(
                "outcome", order.Reason is { } reason ? PublicName.Of(reason) : "confirmed"));
        }

        if (after.Payment.AwaitsDecision && !before.Payment.AwaitsDecision) _reviews.Add(1);
    }

    private IEnumerable<DateTimeOffset> Pending() =>
        _active.Keys.Select(static purchase => purchase.State.Order)
            .Where(static order => order is { IsPlaced: true, IsEnded: false, ProcessingUntil: null })
            .Select(static order => order.Placed!.At);

    // What waits for a person or for the payer, or takes days by its nature, is none of the provider's delay.
    private IEnumerable<DateTimeOffset> Unsettled() =>
        from purchase in _active.Keys
        from operation in purchase.State.Payment.Operations
        where operation is { IsPending: true, IsInReview: false, AwaitsPayer: false, IsProcessing: false }
        select operation.RequestedAt;

    private double Oldest(IEnumerable<DateTimeOffset> times) =>
        times.Select(time => Math.Max(0, (_time.GetUtcNow() - time).TotalSeconds)).DefaultIfEmpty().Max();
}
