using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ShopActors.Grains.Tests.Checkout;
using ShopActors.Storage;

namespace ShopActors.Grains.Tests.Payments;

/// <summary>Webhooks that meet the answer to the same operation.</summary>
public sealed class PaymentWebhookTests : IPaymentProvider
{
    private readonly SimulatedTime _time = new();
    private readonly Journal _journal = new();
    private readonly TaskCompletionSource<ProviderAnswer> _answer = new();
    private readonly PaymentAgent _agent;

    public PaymentWebhookTests()
    {
        var time = _time.For(null);
        var options = new PaymentOptions();
        var gateway = new PaymentGateway(
            this, Options.Create(options), time, new JitterSource(1), NullLogger<PaymentGateway>.Instance);
        _agent = new PaymentAgent(
            PaymentDriver.Id, _journal, gateway, time, options, static () => "tok_ok", static () => { });
    }

    [Fact]
    public void C6_Webhook_WhileTheAnswerIsUnderWay_WritesNothingOfItsOwn()
    {
        var authorising = Authorise();
        var noting = _agent.HandleWebhookAsync(Webhook());
        Assert.False(noting.IsCompleted);

        Answer();

        Assert.True(noting.IsCompletedSuccessfully);
        Assert.True(authorising.IsCompletedSuccessfully);
        Assert.Equal(2, _journal.Events.Count);
        Assert.DoesNotContain(_journal.Events, e => e is PaymentEvent.WebhookReceived);
    }

    [Fact]
    public void Webhook_WhoseAnswerDoesNotCome_IsNoted()
    {
        _ = Authorise();
        var noting = _agent.HandleWebhookAsync(Webhook());

        for (var step = 0; step < 10; step++) _time.Advance(TimeSpan.FromMilliseconds(100));

        Assert.True(noting.IsCompletedSuccessfully);
        Assert.Contains(_journal.Events, e => e is PaymentEvent.WebhookReceived);
        Answer();
    }

    public Task<ProviderAnswer> ExecuteAsync(ProviderRequest request, CancellationToken cancellationToken) =>
        _answer.Task;

    public Task<ProviderAnswer> FindAsync(ProviderLookup lookup, CancellationToken cancellationToken) => _answer.Task;

    public IAsyncEnumerable<ProviderCharge> ReadChargesAsync(CancellationToken cancellationToken) =>
        AsyncEnumerable.Empty<ProviderCharge>();

    private static PaymentWebhook Webhook() => new()
    {
        EventId = "evt_1",
        Type = "authorisation.succeeded",
        Key = PaymentKeys.Authorisation(PaymentDriver.Id),
    };

    private Task<Result<PaymentSnapshot>> Authorise()
    {
        // With a context, continuations would be handed to other threads instead of running where they are due.
        SynchronizationContext.SetSynchronizationContext(null);
        return _agent.AuthoriseAsync(PaymentDriver.Command);
    }

    private void Answer() => _answer.SetResult(new ProviderAnswer
    {
        Outcome = ProviderOutcome.Succeeded,
        Operation = ProviderOperation.Authorise,
        Amount = PaymentDriver.Total,
    });

    private sealed class Journal : IEventJournal<PaymentState, PaymentEvent>
    {
        public long? Generation => null;

        public bool IsUsable => true;

        public PaymentState State { get; private set; } = PaymentState.For(PaymentDriver.Id);

        public DateTimeOffset? WakeAt => null;

        public List<PaymentEvent> Events { get; } = [];

        public void Record(ReadOnlySpan<PaymentEvent> events, WakeUp wakeUp = default)
        {
            foreach (var e in events)
            {
                State = State.Apply(e);
                Events.Add(e);
            }
        }

        public Task WhenDurable() => Task.CompletedTask;

        public Task WhenOrdered() => Task.CompletedTask;
    }
}
