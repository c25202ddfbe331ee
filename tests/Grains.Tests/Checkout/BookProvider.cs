using System.Runtime.CompilerServices;
using ShopActors.PaymentSimulator;

namespace ShopActors.Grains.Tests.Checkout;

/// <summary>
/// The provider's books, which no crash of the shop touches, with the rules of the simulated provider. It is the
/// outside judge: everything it executed is in <see cref="Log"/>.
/// </summary>
internal sealed class BookProvider : IPaymentProvider
{
    // Guards everything below: on a real silo payments run on many threads.
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, Charge> _charges = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LogEntry> _executed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _arrived = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _lookUps = new(StringComparer.Ordinal);

    /// <summary>Where payers confirm what <see cref="Tokens.ThreeDSecure"/> asks for.</summary>
    public const string ActionUrl = "https://bank.example/confirm";

    public List<LogEntry> Log { get; } = [];

    /// <summary>Operations that it executes without ever saying so, told by their keys.</summary>
    public Predicate<string> IsSilentOn { get; set; } = static _ => false;

    /// <summary>The look-up at which a payment that takes a while ends; 0 for none.</summary>
    public int SettlesAfterLookUps { get; set; }

    /// <summary>How it treats calls beyond what the tokens say; null for well.</summary>
    public WorstMood? Mood { get; set; }

    public Task<ProviderAnswer> ExecuteAsync(ProviderRequest request, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(Mood is { } mood ? Execute(request, mood) : Execute(request));
        }
    }

    /// <summary>Whether the provider's records say that the operation was executed.</summary>
    public bool HasSucceeded(string key)
    {
        lock (_lock)
        {
            return _executed.TryGetValue(key, out var entry) && entry.Outcome == OperationOutcome.Succeeded;
        }
    }

    /// <summary>Executes a request that was under way for a long time.</summary>
    public void ExecuteLate(ProviderRequest request)
    {
        lock (_lock)
        {
            Record(request);
        }
    }

    public Task<ProviderAnswer> FindAsync(ProviderLookup lookup, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (IsSilentOn(lookup.Key)) return Task.FromResult(ProviderAnswer.Unknown("silent"));
            if (Mood?.Forgets(lookup.Key) == true)
            {
                return Task.FromResult(new ProviderAnswer { Outcome = ProviderOutcome.NotFound });
            }

            if (Mood?.LosesLookup() == true) return Task.FromResult(ProviderAnswer.Unknown("lost"));
            if (!_executed.TryGetValue(lookup.Key, out var entry))
            {
                return Task.FromResult(new ProviderAnswer { Outcome = ProviderOutcome.NotFound });
            }

            if (entry.Outcome != OperationOutcome.Processing) return Task.FromResult(ToAnswer(entry));
            _lookUps[entry.Key] = _lookUps.GetValueOrDefault(entry.Key) + 1;
            return Task.FromResult(ToAnswer(_lookUps[entry.Key] == SettlesAfterLookUps ? End(entry) : entry));
        }
    }

    /// <summary>The payer confirms an authorisation, or refuses to.</summary>
    public void Confirm(string key, bool approve)
    {
        lock (_lock)
        {
            var waiting = _executed[key];
            Assert.Equal(OperationOutcome.ActionRequired, waiting.Outcome);
            var (outcome, code) = ProviderRules.Confirm(_charges[waiting.Payment], approve);
            Add(waiting with { Outcome = outcome, Code = code });
        }
    }

    /// <summary>A payment that took a while ends as its token says.</summary>
    public void Settle(string key)
    {
        lock (_lock)
        {
            var underWay = _executed[key];
            Assert.Equal(OperationOutcome.Processing, underWay.Outcome);
            End(underWay);
        }
    }

    private LogEntry End(LogEntry underWay)
    {
        var (outcome, code) = ProviderRules.Settle(underWay);
        var ended = underWay with { Outcome = outcome, Code = code };
        Add(ended);
        return ended;
    }

    private ProviderAnswer Execute(ProviderRequest request, WorstMood mood)
    {
        switch (mood.Treat(request))
        {
            case MoodStrike.Lost:
            case MoodStrike.Delayed:
                return ProviderAnswer.Unknown("lost");
            case MoodStrike.AnswerLost:
                Execute(request);
                return ProviderAnswer.Unknown("lost");
            default:
                return Execute(request);
        }
    }

    private ProviderAnswer Execute(ProviderRequest request)
    {
        var script = request.Token ?? _charges.GetValueOrDefault(request.Payment.Value)?.Token;
        var isFirst = _arrived.Add(request.Key);
        if (isFirst && script == Tokens.TimeoutBefore) return ProviderAnswer.Unknown("lost");
        var entry = Record(request);
        if (IsSilentOn(request.Key)) return ProviderAnswer.Unknown("silent");
        if (isFirst && script == Tokens.TimeoutAfter) return ProviderAnswer.Unknown("lost");
        var answer = ToAnswer(entry);
        return answer;
    }

    public async IAsyncEnumerable<ProviderCharge> ReadChargesAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<Charge> charges;
        lock (_lock)
        {
            charges = [.. _charges.Values];
        }

        foreach (var charge in charges)
        {
            yield return new ProviderCharge
            {
                Payment = PaymentId.Parse(charge.Payment),
                Order = OrderId.Parse(charge.Order),
                Currency = Currency.Parse(charge.Currency),
                Authorised = charge.Authorised,
                Captured = charge.Captured,
                Refunded = charge.Refunded,
                Captures = charge.Captures,
                Voided = charge.Voided,
            };
        }

        await Task.CompletedTask;
    }

    private LogEntry Record(ProviderRequest request)
    {
        if (_executed.TryGetValue(request.Key, out var earlier)) return earlier;
        var operation = new Operation(
            (OperationKind)request.Operation, request.Key, request.Payment.Value, request.Order.Value,
            request.Amount.MinorUnits, request.Amount.Currency.Value, request.Token);
        var (outcome, code) = ProviderRules.Decide(_charges.GetValueOrDefault(operation.Payment), operation);
        var entry = new LogEntry(
            Log.Count + 1, default, operation.Kind, operation.Key, operation.Payment, operation.Order, operation.Amount,
            operation.Currency, operation.Token, outcome, code, $"book_{Log.Count + 1}");
        Add(entry);
        return entry;
    }

    private void Add(LogEntry entry)
    {
        Log.Add(entry);
        Mood?.Executed(entry);
        _executed[entry.Key] = entry;
        _charges[entry.Payment] = ProviderRules.Apply(_charges.GetValueOrDefault(entry.Payment), entry);
    }

    private static ProviderAnswer ToAnswer(LogEntry entry) => new()
    {
        Outcome = entry.Outcome switch
        {
            OperationOutcome.Succeeded => ProviderOutcome.Succeeded,
            OperationOutcome.Declined => ProviderOutcome.Declined,
            OperationOutcome.ActionRequired => ProviderOutcome.ActionRequired,
            OperationOutcome.Processing => ProviderOutcome.Processing,
            _ => ProviderOutcome.Refused,
        },
        Operation = (ProviderOperation)entry.Kind,
        Amount = new Money(entry.Amount, Currency.Parse(entry.Currency)),
        Reference = entry.Reference,
        Code = entry.Code,
        ActionUrl = entry.Outcome == OperationOutcome.ActionRequired ? ActionUrl : null,
    };
}
