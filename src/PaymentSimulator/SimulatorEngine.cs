using System.Text.Json;
using Microsoft.Extensions.Options;

namespace ShopActors.PaymentSimulator;

/// <summary>
/// The simulated provider. It executes every operation at most once per key, writes it to its own log before it
/// answers, and loses or delays requests and answers as the payment's token demands.
/// </summary>
internal sealed class SimulatorEngine : IDisposable
{
    private readonly SimulatorOptions _options;
    private readonly TimeProvider _time;
    private readonly WebhookSender _webhooks;
    private readonly SimulatorLog _log;

    // Guards the fields below.
    private readonly Lock _lock = new();
    private readonly List<LogEntry> _entries = [];
    private readonly Dictionary<string, Executed> _executed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Charge> _charges = new(StringComparer.Ordinal);
    // The first _sorted payments are in ordinal order, the others in order of arrival.
    private readonly List<string> _payments = [];
    private int _sorted;

    private readonly Dictionary<string, int> _arrivals = new(StringComparer.Ordinal);

    public SimulatorEngine(IOptions<SimulatorOptions> options, TimeProvider time, WebhookSender webhooks)
    {
        _options = options.Value;
        _time = time;
        _webhooks = webhooks;
        _log = new SimulatorLog(_options.LogPath, Replay);
    }

    /// <summary>
    /// Executes an operation, or returns the key's first answer. Null stands for a lost request or answer.
    /// </summary>
    public async Task<LogEntry?> ExecuteAsync(Operation operation, CancellationToken cancellationToken)
    {
        var arrival = CountArrival(operation);
        var (script, first) = (arrival.Token, arrival.Number == 1);
        if (first && script == Tokens.TimeoutBefore) return null;

        var (executed, isNew) = Record(operation);
        await executed.Durable.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (isNew) _webhooks.Announce(executed.Entry, script);
        if (first && script == Tokens.TimeoutAfter) return null;
        if (first && script == Tokens.Slow)
        {
            await Task.Delay(_options.SlowDelay, _time, cancellationToken).ConfigureAwait(false);
        }

        // Reusing a key for another operation is the caller's bug, and must not look like the first request's answer.
        return IsSame(executed.Entry, operation)
            ? executed.Entry
            : executed.Entry with
            {
                Outcome = OperationOutcome.Refused,
                Code = "key_reused",
                Amount = operation.Amount,
            };
    }

    /// <summary>Returns the outcome of a key, or null if there is none so far.</summary>
    public async Task<LogEntry?> FindAsync(string key, CancellationToken cancellationToken)
    {
        Executed executed;
        lock (_lock)
        {
            if (!_executed.TryGetValue(key, out executed)) return null;
        }

        await executed.Durable.WaitAsync(cancellationToken).ConfigureAwait(false);
        return executed.Entry;
    }

    /// <summary>Returns the log after a sequence number.</summary>
    public LogPage ReadLog(long after, int limit)
    {
        lock (_lock)
        {
            var start = (int)Math.Clamp(after, 0, _entries.Count);
            var count = Math.Min(limit, _entries.Count - start);
            var items = _entries.GetRange(start, count);
            return new(items, start + count < _entries.Count ? start + count : null);
        }
    }

    /// <summary>Returns the payments after an id, in ordinal order, optionally of one order.</summary>
    public ChargePage ReadCharges(string? after, int limit, string? order)
    {
        lock (_lock)
        {
            var payments = SortedPayments();
            var position = after is null ? ~0 : payments.BinarySearch(after, StringComparer.Ordinal);
            var items = payments.Skip(position < 0 ? ~position : position + 1)
                .Select(payment => _charges[payment])
                .Where(charge => order is null || charge.Order == order)
                .Take(limit + 1)
                .ToList();
            if (items.Count <= limit) return new(items, null);
            items.RemoveAt(limit);
            return new(items, items[^1].Payment);
        }
    }

    /// <summary>Returns every payment, in ordinal order: one consistent copy.</summary>
    public IReadOnlyList<Charge> CopyCharges()
    {
        lock (_lock)
        {
            return [.. SortedPayments().Select(payment => _charges[payment])];
        }
    }

    public void Dispose() => _log.Dispose();

    private static bool IsSame(LogEntry entry, Operation operation) =>
        entry.Kind == operation.Kind && entry.Payment == operation.Payment && entry.Order == operation.Order &&
        entry.Amount == operation.Amount && entry.Currency == operation.Currency;

    private (string? Token, int Number) CountArrival(Operation operation)
    {
        lock (_lock)
        {
            var token = operation.Token ?? _charges.GetValueOrDefault(operation.Payment)?.Token;

            // Only scripts that treat the first request differently need a count.
            if (token is not (Tokens.TimeoutBefore or Tokens.TimeoutAfter or Tokens.Slow)) return (token, 0);
            var number = _arrivals.GetValueOrDefault(operation.Key) + 1;
            _arrivals[operation.Key] = number;
            return (token, number);
        }
    }

    private (Executed Executed, bool IsNew) Record(Operation operation)
    {
        lock (_lock)
        {
            if (_executed.TryGetValue(operation.Key, out var earlier)) return (earlier, false);

            var charge = _charges.GetValueOrDefault(operation.Payment);
            var (outcome, code) = ProviderRules.Decide(charge, operation);
            var sequence = _entries.Count + 1;
            var entry = new LogEntry(
                sequence, _time.GetUtcNow(), operation.Kind, operation.Key, operation.Payment, operation.Order,
                operation.Amount, operation.Currency, operation.Token, outcome, code, $"sim_{sequence:D8}");
            var durable = _log.AppendAsync(JsonSerializer.SerializeToUtf8Bytes(entry, SimulatorJson.Default.LogEntry));
            var executed = new Executed(entry, durable);
            Add(executed);
            return (executed, true);
        }
    }

    private void Replay(ReadOnlyMemory<byte> line)
    {
        var entry = JsonSerializer.Deserialize(line.Span, SimulatorJson.Default.LogEntry)
            ?? throw new InvalidDataException("The payment log contains an empty line.");
        Add(new Executed(entry, Task.CompletedTask));
    }

    private void Add(Executed executed)
    {
        var entry = executed.Entry;
        _entries.Add(entry);
        _executed.Add(entry.Key, executed);
        var charge = ProviderRules.Apply(_charges.GetValueOrDefault(entry.Payment), entry);
        if (_charges.TryAdd(entry.Payment, charge)) _payments.Add(entry.Payment);
        else _charges[entry.Payment] = charge;
    }

    // Sorted when the list is read: sorting at every payment would be most of a payment's cost.
    private List<string> SortedPayments()
    {
        if (_sorted < _payments.Count) _payments.Sort(StringComparer.Ordinal);
        _sorted = _payments.Count;
        return _payments;
    }

    private readonly record struct Executed(LogEntry Entry, Task Durable);
}
