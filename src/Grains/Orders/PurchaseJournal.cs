using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// Splits a purchase's journal between its order and its payment, each with its own events and state. Events of either
/// are written with the next commit of both, so that a checkout takes four appends in all.
/// </summary>
internal sealed class PurchaseJournal
{
    private readonly IEventJournal<PurchaseState, PurchaseEvent> _journal;
    private readonly Func<DateTimeOffset> _soon;
    private readonly Action<PurchaseState>? _changed;
    private readonly Part<OrderState, OrderEvent> _order;
    private readonly Part<PaymentState, PaymentEvent> _payment;

    /// <param name="journal">The journal, already read.</param>
    /// <param name="isPaymentOpen">Whether the payment, in the state read, has anything left to do.</param>
    /// <param name="soon">When to continue an order whose activation may be gone.</param>
    /// <param name="changed">Called with the state after each change, durable or not.</param>
    public PurchaseJournal(
        IEventJournal<PurchaseState, PurchaseEvent> journal, bool isPaymentOpen, Func<DateTimeOffset> soon,
        Action<PurchaseState>? changed = null)
    {
        (_journal, _soon, _changed) = (journal, soon, changed);
        var isOrderOpen = journal.State.Order is { IsPlaced: true, IsSettled: false };
        _order = new(this, static state => state.Order) { WakesAt = isOrderOpen ? journal.WakeAt : null };
        _payment = new(this, static state => state.Payment) { WakesAt = isPaymentOpen ? journal.WakeAt : null };
    }

    public IEventJournal<OrderState, OrderEvent> Order => _order;

    public IEventJournal<PaymentState, PaymentEvent> Payment => _payment;

    /// <summary>
    /// The journal has one wake-up. While the order is open it is the order's, because its steps ask the payment. An
    /// order that waits for news of its payment leaves asking to the payment, and is woken by the write of the news,
    /// in case this process ends before it has told the order.
    /// </summary>
    private WakeUp WakeUpOfBoth()
    {
        var (order, payment) = (_journal.State.Order, _journal.State.Payment);
        var at = !order.AwaitsNews ? _order.WakesAt ?? _payment.WakesAt
            : payment.Status == PaymentStatus.Processing || payment.AwaitsDecision
                ? Earlier(_order.WakesAt, _payment.WakesAt)
            : Earlier(_order.WakesAt, _soon());
        return at == _journal.WakeAt ? WakeUp.Keep : at is { } time ? WakeUp.At(time) : WakeUp.None;
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null || other < one ? other : one;

    private sealed class Part<TState, TEvent>(PurchaseJournal whole, Func<PurchaseState, TState> part)
        : IEventJournal<TState, TEvent>
        where TState : class
        where TEvent : PurchaseEvent
    {
        /// <summary>The wake-up of this part.</summary>
        public DateTimeOffset? WakesAt { get; set; }

        public bool IsUsable => whole._journal.IsUsable;

        public TState State => part(whole._journal.State);

        public DateTimeOffset? WakeAt => WakesAt;

        public long? Generation => whole._journal.Generation;

        public void Record(ReadOnlySpan<TEvent> events, WakeUp wakeUp = default)
        {
            if (!wakeUp.IsKeep) WakesAt = wakeUp.Time;
            whole._journal.Record(ReadOnlySpan<PurchaseEvent>.CastUp(events), whole.WakeUpOfBoth());
            if (!events.IsEmpty) whole._changed?.Invoke(whole._journal.State);
        }

        public Task WhenDurable() => whole._journal.WhenDurable();

        public Task WhenOrdered() => whole._journal.WhenOrdered();
    }
}
