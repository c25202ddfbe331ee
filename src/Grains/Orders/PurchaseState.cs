using System.Diagnostics;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>An order and its payment, which share a journal.</summary>
internal sealed record PurchaseState : IJournalState<PurchaseState, PurchaseEvent>
{
    public static JournalCodec<PurchaseState, PurchaseEvent> Codec { get; } =
        new(PurchaseJson.Default.PurchaseState, PurchaseJson.Default.PurchaseEvent);

    public required OrderState Order { get; init; }

    public required PaymentState Payment { get; init; }

    /// <summary>
    /// The provider's token for the payer's card. Null once the authorisation is answered: from then on the provider's
    /// own reference replaces it.
    /// </summary>
    public string? Token { get; init; }

    string? IJournalState<PurchaseState, PurchaseEvent>.List =>
        Order.IsPlaced ? OrderJournals.ListOf(Order.Owner) : null;

    public static PurchaseState Begin(string key) => For(OrderId.Parse(key));

    public static PurchaseState For(OrderId id) =>
        new() { Order = OrderState.For(id), Payment = PaymentState.For(PaymentId.For(id)) };

    public PurchaseState Apply(PurchaseEvent e) => e switch
    {
        OrderEvent.OrderPlaced placed => this with
        {
            Order = Order.Apply(placed with { PaymentToken = null }),
            Token = placed.PaymentToken,
        },
        OrderEvent happened => this with { Order = Order.Apply(happened) },
        PaymentEvent.AuthorisationRequested { Token: { } token } asked => this with
        {
            Payment = Payment.Apply(asked with { Token = null }),
            Token = token,
        },
        PaymentEvent happened => ApplyPayment(happened),
        _ => throw new UnreachableException($"Unknown event {e.GetType().Name}."),
    };

    public ReadOnlyMemory<byte> Announce(PurchaseState before, PurchaseEvent e, long sequence) =>
        e is OrderEvent happened ? PurchaseAnnouncements.Of(Order, happened, sequence) : default;

    // Leaves the token out, because it is the payer's secret.
    public override string ToString() => nameof(PurchaseState);

    private PurchaseState ApplyPayment(PaymentEvent e)
    {
        var payment = Payment.Apply(e);
        var needsToken = payment.Authorisation?.IsPending ?? !payment.IsVoidWanted;
        return this with { Payment = payment, Token = needsToken ? Token : null };
    }
}
