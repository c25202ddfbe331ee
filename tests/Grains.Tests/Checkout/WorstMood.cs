using ShopActors.PaymentSimulator;

namespace ShopActors.Grains.Tests.Checkout;

/// <summary>What becomes of one request.</summary>
internal enum MoodStrike
{
    None,
    Lost,
    AnswerLost,

    /// <summary>It is executed much later, and its answer is lost.</summary>
    Delayed,
}

/// <summary>
/// The provider's worst mood: every second call is lost before or after its effect, or is under way for a long time;
/// some operations are never told about; keys are forgotten; webhooks are lost, late, out of order and repeated. Asked
/// under the lock of <see cref="BookProvider"/>; what is due is taken by the thread that plays the provider's pace.
/// </summary>
internal sealed class WorstMood(Random random)
{
    /// <summary>How long the shop sends a key again, and the provider remembers it at least.</summary>
    public static readonly TimeSpan KeyRetention = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Memory = 2 * KeyRetention;
    private static readonly TimeSpan LateMax = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, DateTimeOffset> _executedAt = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _silent = new(StringComparer.Ordinal);
    private readonly PacedQueue<ProviderRequest> _delayed = new();
    private readonly PacedQueue<(PaymentWebhook Webhook, PaymentId Payment)> _webhooks = new();

    /// <summary>How often each kind of fault happened.</summary>
    public Dictionary<string, int> Faults { get; } = new(StringComparer.Ordinal);

    /// <summary>Keys that were sent again after they were forgotten, which would charge twice.</summary>
    public List<string> SentAfterForgotten { get; } = [];

    /// <summary>Whether the provider never tells what became of the operation.</summary>
    public bool IsSilentOn(string key)
    {
        if (_silent.TryGetValue(key, out var silent)) return silent;
        return _silent[key] = random.Next(40) == 0 && Count("silent");
    }

    public MoodStrike Treat(ProviderRequest request)
    {
        if (Forgets(request.Key)) SentAfterForgotten.Add(request.Key);
        switch (random.Next(20))
        {
            case < 4:
                Count("lost before");
                return MoodStrike.Lost;
            case < 9:
                Count("lost after");
                return MoodStrike.AnswerLost;
            case 9:
                Count("delayed");
                _delayed.Add(Late(), request);
                return MoodStrike.Delayed;
            default:
                return MoodStrike.None;
        }
    }

    public bool LosesLookup() => random.Next(2) == 0 && Count("look-up lost");

    public bool Forgets(string key) =>
        _executedAt.TryGetValue(key, out var at) && DateTimeOffset.UtcNow - at > Memory && Count("forgotten");

    public void Executed(LogEntry entry)
    {
        _executedAt.TryAdd(entry.Key, DateTimeOffset.UtcNow);
        if (random.Next(4) == 0)
        {
            Count("webhook lost");
            return;
        }

        var succeeded = entry.Outcome == OperationOutcome.Succeeded;
        var webhook = new PaymentWebhook
        {
            EventId = $"evt_{entry.Sequence}",
            Type = $"{entry.Kind.ToString().ToLowerInvariant()}.{(succeeded ? "succeeded" : "failed")}",
            Key = entry.Key,
        };
        for (var copies = random.Next(4) == 0 && Count("webhook repeated") ? 3 : 1; copies > 0; copies--)
        {
            var late = random.Next(2) == 0 && Count("webhook late") ? Late() : TimeSpan.Zero;
            _webhooks.Add(late, (webhook, PaymentId.Parse(entry.Payment)));
        }
    }

    /// <summary>Takes the requests that are to be executed by now.</summary>
    public List<ProviderRequest> TakeDelayed() => _delayed.Take();

    /// <summary>Takes the webhooks that are to be delivered by now.</summary>
    public List<(PaymentWebhook Webhook, PaymentId Payment)> TakeWebhooks() => _webhooks.Take();

    /// <summary>Sends a webhook again that was not answered.</summary>
    public void SendAgain(PaymentWebhook webhook, PaymentId payment) => _webhooks.Add(LateMax, (webhook, payment));

    private TimeSpan Late() => random.NextDouble() * LateMax;

    private bool Count(string fault)
    {
        Faults[fault] = Faults.GetValueOrDefault(fault) + 1;
        return true;
    }
}

/// <summary>What is due at some time, by the order of the times.</summary>
internal sealed class PacedQueue<T>
{
    private readonly Lock _lock = new();
    private readonly PriorityQueue<T, DateTimeOffset> _items = new();

    public void Add(TimeSpan delay, T item)
    {
        lock (_lock)
        {
            _items.Enqueue(item, DateTimeOffset.UtcNow + delay);
        }
    }

    public List<T> Take()
    {
        List<T> due = [];
        lock (_lock)
        {
            while (_items.TryPeek(out var item, out var at) && at <= DateTimeOffset.UtcNow)
            {
                due.Add(item);
                _items.Dequeue();
            }
        }

        return due;
    }
}
