using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ShopActors.Grains.Tests.Checkout;

namespace ShopActors.Grains.Tests.Payments;

public sealed class PaymentGatewayTests
{
    private readonly SimulatedTime _time = new();
    private readonly ScriptedProvider _provider = new();

    [Fact]
    public void B4_Execute_Unknown_IsSentAgainWithTheSameKey()
    {
        _provider.Answers.Enqueue(() => Task.FromResult(ProviderAnswer.Unknown("lost")));
        _provider.Answers.Enqueue(() => throw new HttpRequestException("reset"));
        var answer = Run(Create());
        Assert.Equal((ProviderOutcome.Succeeded, 2), (answer.Outcome, answer.Retries));
        Assert.Equal(3, _provider.Keys.Count);
        Assert.Single(_provider.Keys.Distinct());
    }

    [Fact]
    public void Execute_UnknownAgainAndAgain_IsUnknownAfterTheBound()
    {
        for (var i = 0; i < 10; i++) _provider.Answers.Enqueue(() => Task.FromResult(ProviderAnswer.Unknown("lost")));
        Assert.Equal(ProviderOutcome.Unknown, Run(Create()).Outcome);
        Assert.Equal(3, _provider.Keys.Count);
    }

    [Theory]
    [InlineData(ProviderOutcome.Declined)]
    [InlineData(ProviderOutcome.Refused)]
    public void B6_Execute_DefiniteRefusal_IsNotRepeated(ProviderOutcome outcome)
    {
        _provider.Answers.Enqueue(() => Task.FromResult(new ProviderAnswer { Outcome = outcome }));
        Assert.Equal(outcome, Run(Create()).Outcome);
        Assert.Single(_provider.Keys);
    }

    [Fact]
    public void Execute_NoAnswer_TimesOutAsUnknown()
    {
        for (var i = 0; i < 3; i++) _provider.Answers.Enqueue(() => new TaskCompletionSource<ProviderAnswer>().Task);
        var begin = _time.Now;
        Assert.Equal((ProviderOutcome.Unknown, "timeout"), Pair(Run(Create())));
        Assert.InRange(_time.Now - begin, TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void B5_Execute_ProviderThatFailsTooOften_IsLeftAloneForAWhile()
    {
        var gateway = Create(options =>
        {
            options.Retries = 0;
            options.BreakerThroughput = 4;
        });
        for (var i = 0; i < 4; i++)
        {
            _provider.Answers.Enqueue(() => Task.FromResult(ProviderAnswer.Unknown("lost")));
            Run(gateway);
        }

        Assert.Equal((ProviderOutcome.Unknown, "circuit_open"), Pair(Run(gateway)));
        Assert.Equal(4, _provider.Keys.Count);
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(ProviderOutcome.Succeeded, Run(gateway).Outcome);
    }

    private static (ProviderOutcome Outcome, string? Code) Pair(ProviderAnswer answer) => (answer.Outcome, answer.Code);

    private PaymentGateway Create(Action<PaymentOptions>? change = null)
    {
        var options = new PaymentOptions();
        change?.Invoke(options);
        return new PaymentGateway(
            _provider, Options.Create(options), _time.For(null), new JitterSource(1),
            NullLogger<PaymentGateway>.Instance);
    }

    private ProviderAnswer Run(PaymentGateway gateway)
    {
        // With a context, continuations would be handed to other threads instead of running where they are due.
        SynchronizationContext.SetSynchronizationContext(null);
        var call = gateway.ExecuteAsync(HttpPaymentProviderTests.Authorise());
        for (var step = 0; !call.IsCompleted && step < 1_000; step++) _time.Advance(TimeSpan.FromMilliseconds(50));
        Assert.True(call.IsCompleted);
        return call.GetAwaiter().GetResult();
    }

    private sealed class ScriptedProvider : IPaymentProvider
    {
        public Queue<Func<Task<ProviderAnswer>>> Answers { get; } = [];

        public List<string> Keys { get; } = [];

        public Task<ProviderAnswer> ExecuteAsync(ProviderRequest request, CancellationToken cancellationToken)
        {
            Keys.Add(request.Key);
            return Answers.TryDequeue(out var answer)
                ? answer().WaitAsync(cancellationToken)
                : Task.FromResult(new ProviderAnswer { Outcome = ProviderOutcome.Succeeded, Amount = request.Amount });
        }

        public Task<ProviderAnswer> FindAsync(ProviderLookup lookup, CancellationToken cancellationToken) =>
            Task.FromResult(new ProviderAnswer { Outcome = ProviderOutcome.NotFound });

        public IAsyncEnumerable<ProviderCharge> ReadChargesAsync(CancellationToken cancellationToken) =>
            AsyncEnumerable.Empty<ProviderCharge>();
    }
}
