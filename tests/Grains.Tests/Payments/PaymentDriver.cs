using System.Collections.Immutable;

namespace ShopActors.Grains.Tests.Payments;

/// <summary>Runs a payment's rules without a cluster, as its agent does.</summary>
internal sealed class PaymentDriver
{
    public static readonly OrderId Order = OrderId.For(new PrincipalId("customer-1"), "key");
    public static readonly PaymentId Id = PaymentId.For(Order);
    public static readonly Money Total = new(2_500, Currency.Eur);
    private static readonly PaymentOptions Options = new();

    public PaymentState State { get; private set; } = PaymentState.For(Id);

    public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public List<PaymentEvent> Journal { get; } = [];

    public static AuthorisePayment Command => new()
    {
        Order = Order,
        Owner = new PrincipalId("customer-1"),
        Amount = Total,
        Token = "tok_ok",
    };

    public ShopError? Authorise(AuthorisePayment? command = null) =>
        Take(PaymentRules.Authorise(State, command ?? Command, Now));

    public ShopError? Capture(Money? amount = null) => Take(PaymentRules.Capture(State, amount, Now));

    public ShopError? Void() => Take(PaymentRules.Void(State, Order, Now));

    public ShopError? Refund(string id, long amount) =>
        Take(PaymentRules.Refund(State, new OperationId(id), new Money(amount, Currency.Eur), Now));

    public ShopError? Decide(
        string operation, string key, bool succeeded, Caller? caller = null, string evidence = "The dashboard.") =>
        Take(PaymentRules.Decide(
            State,
            new(operation),
            caller ?? Caller.Ops(new("finance"), Scopes.PaymentsDecide),
            new() { Key = key, Succeeded = succeeded, Evidence = evidence },
            Now));

    public void Webhook(string eventId, string key, string type = "capture.succeeded") =>
        Take(PaymentRules.Webhook(State, new PaymentWebhook { EventId = eventId, Key = key, Type = type }, Now));

    public PaymentStep? Next() => PaymentSaga.Next(State, Now, Options);

    /// <summary>Answers what the payment asks next.</summary>
    public string Answer(ProviderOutcome outcome, long? amount = null, Currency? currency = null, string? code = null)
    {
        var step = Next() ?? throw new InvalidOperationException("The payment asks nothing.");
        var asked = State.Find(step.Key)?.Amount ?? Total;
        Apply(PaymentSaga.After(State, step, new ProviderAnswer
        {
            Outcome = outcome,
            Amount = new Money(amount ?? asked.MinorUnits, currency ?? asked.Currency),
            Reference = "ref",
            Code = code,
        }, Now));
        return step.Key;
    }

    public static PaymentDriver Authorised()
    {
        var payment = new PaymentDriver();
        payment.Authorise();
        payment.Answer(ProviderOutcome.Succeeded);
        return payment;
    }

    public static PaymentDriver Captured()
    {
        var payment = Authorised();
        payment.Capture();
        payment.Answer(ProviderOutcome.Succeeded);
        return payment;
    }

    private ShopError? Take(Decision<PaymentEvent> decision)
    {
        Apply(decision.Events);
        return decision.Error;
    }

    private void Apply(ImmutableArray<PaymentEvent> events)
    {
        foreach (var e in events)
        {
            Journal.Add(e);
            State = State.Apply(e);
        }
    }
}
