using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace ShopActors.PaymentSimulator;

/// <summary>
/// The simulated provider. It executes every operation at most once per key, writes it to its own books before it
/// answers, and loses or delays requests and answers as the payment's token demands. Its memory does not grow with the
/// number of payments.
/// </summary>
internal sealed class SimulatorEngine : IDisposable
{
    /// <summary>The most keys of lost requests that it remembers.</summary>
    public const int LostMax = 4096;

    private static readonly Uri DefaultUrl = new("http://127.0.0.1:5250/");

    private readonly SimulatorOptions _options;
    private readonly TimeProvider _time;
    private readonly WebhookSender _webhooks;
    private readonly SimulatorBooks _books;

    // Where to send payers who have confirmed. A simulated bank that forgets it ends on its own page.
    private readonly ConcurrentDictionary<string, string> _returnUrls = new(StringComparer.Ordinal);

    // The keys of requests that were lost on arrival; used by the writer only.
    private readonly HashSet<string> _lost = new(StringComparer.Ordinal);

    public SimulatorEngine(IOptions<SimulatorOptions> options, TimeProvider time, WebhookSender webhooks)
    {
        _options = options.Value;
        _time = time;
        _webhooks = webhooks;
        _books = SimulatorBooks.Open(_options.DatabasePath);
    }

    /// <summary>
    /// Executes an operation, or returns the key's first answer. Null stands for a lost request or answer.
    /// </summary>
    public async Task<LogEntry?> ExecuteAsync(Operation operation, CancellationToken cancellationToken)
    {
        var (entry, isNew, script) = await _books.RunAsync(tables => Execute(tables, operation))
            .WaitAsync(cancellationToken).ConfigureAwait(false);
        if (entry is null) return null;

        if (isNew)
        {
            Announce(entry, script);
            if (script == Tokens.TimeoutAfter) return null;
            if (script == Tokens.Slow)
            {
                await Task.Delay(_options.SlowDelay, _time, cancellationToken).ConfigureAwait(false);
            }
        }

        if (entry.Outcome == OperationOutcome.ActionRequired)
        {
            if (operation.ReturnUrl is { } back && _returnUrls.Count < LostMax) _returnUrls[entry.Key] = back;
            entry = entry with { ActionUrl = ActionUrlOf(entry) };
        }

        // Reusing a key for another operation is the caller's bug, and must not look like the first request's answer.
        return IsSame(entry, operation)
            ? entry
            : entry with { Outcome = OperationOutcome.Refused, Code = "key_reused", Amount = operation.Amount };
    }

    /// <summary>
    /// Returns the outcome of a key, or null if there is none so far. It queues behind the operations that arrived
    /// earlier: one that its caller no longer waits for must not be executed after it was not found.
    /// </summary>
    public async Task<LogEntry?> FindAsync(string key, CancellationToken cancellationToken)
    {
        var entry = await _books.RunAsync(tables => Find(tables, key)).WaitAsync(cancellationToken)
            .ConfigureAwait(false);
        return entry?.Outcome == OperationOutcome.ActionRequired
            ? entry with { ActionUrl = ActionUrlOf(entry) }
            : entry;
    }

    /// <summary>
    /// Ends an authorisation as its payer decides; null if there is none that waits for the payer.
    /// </summary>
    public async Task<LogEntry?> ConfirmAsync(string key, bool approve, CancellationToken cancellationToken)
    {
        var entry = await _books.RunAsync(tables =>
        {
            var waiting = tables.Find(key);
            if (waiting is not { Outcome: OperationOutcome.ActionRequired }) return null;
            var (outcome, code) = ProviderRules.Confirm(tables.FindCharge(waiting.Payment)!, approve);
            return End(tables, waiting, outcome, code);
        }).WaitAsync(cancellationToken).ConfigureAwait(false);
        if (entry is not null) _webhooks.Announce(entry, Tokens.ThreeDSecure);
        return entry;
    }

    /// <summary>Returns the log after a sequence number.</summary>
    public LogPage ReadLog(long after, int limit)
    {
        var items = _books.Read(tables => tables.ReadLog(after, limit + 1));
        return TryCut(items, limit) ? new(items, items[^1].Sequence) : new(items, null);
    }

    /// <summary>Returns the payments after an id, in ordinal order, optionally of one order.</summary>
    public ChargePage ReadCharges(string? after, int limit, string? order)
    {
        var items = _books.Read(tables => tables.ReadCharges(after, order, limit + 1));
        return TryCut(items, limit) ? new(items, items[^1].Payment) : new(items, null);
    }

    /// <summary>Where to send the payer of an operation, once; null for nowhere.</summary>
    public string? TakeReturnUrl(string key) => _returnUrls.TryRemove(key, out var url) ? url : null;

    public void Dispose() => _books.Dispose();

    private void Announce(LogEntry entry, string? script)
    {
        switch (entry.Outcome)
        {
            case OperationOutcome.ActionRequired:
                break;
            case OperationOutcome.Processing:
                var (outcome, code) = ProviderRules.Settle(entry);
                _webhooks.Announce(entry with { Outcome = outcome, Code = code }, script, _options.SettlementDelay);
                break;
            default:
                _webhooks.Announce(entry, script);
                break;
        }
    }

    private string ActionUrlOf(LogEntry entry) => new Uri(
        _options.PublicUrl ?? DefaultUrl, "actions/" + Uri.EscapeDataString(entry.Key)).AbsoluteUri;

    private static bool IsSame(LogEntry entry, Operation operation) =>
        entry.Kind == operation.Kind && entry.Payment == operation.Payment && entry.Order == operation.Order &&
        entry.Amount == operation.Amount && entry.Currency == operation.Currency;

    /// <summary>Cuts off the row that was read to see whether there are more; false without it.</summary>
    private static bool TryCut<T>(List<T> items, int limit)
    {
        if (items.Count <= limit) return false;
        items.RemoveAt(limit);
        return true;
    }

    /// <summary>Decides and records an operation in the open transaction, once per key.</summary>
    private Execution Execute(SimulatorTables tables, Operation operation)
    {
        if (Find(tables, operation.Key) is { } earlier) return new(earlier, false, null);

        var charge = tables.FindCharge(operation.Payment);
        var script = operation.Token ?? charge?.Token;
        if (script == Tokens.TimeoutBefore && IsLost(operation.Key)) return default;

        var (outcome, code) = ProviderRules.Decide(charge, operation);
        var entry = tables.Add(operation, _time.GetUtcNow(), outcome, code);
        var after = ProviderRules.Apply(charge, entry);
        if (charge is null) tables.Add(after);
        else if (after != charge) tables.Update(after);
        return new(entry, true, script);
    }

    /// <summary>Finds an operation; one that took a while has ended if its time is over.</summary>
    private LogEntry? Find(SimulatorTables tables, string key)
    {
        var entry = tables.Find(key);
        if (entry is not { Outcome: OperationOutcome.Processing } ||
            _time.GetUtcNow() < entry.At + _options.SettlementDelay)
        {
            return entry;
        }

        var (outcome, code) = ProviderRules.Settle(entry);
        return End(tables, entry, outcome, code);
    }

    private static LogEntry End(SimulatorTables tables, LogEntry entry, OperationOutcome outcome, string? code)
    {
        var charge = tables.FindCharge(entry.Payment)!;
        var ended = tables.End(entry, outcome, code);
        var after = ProviderRules.Apply(charge, ended);
        if (after != charge) tables.Update(after);
        return ended;
    }

    /// <summary>Whether a request is the first of its key, which never arrives.</summary>
    private bool IsLost(string key)
    {
        // A forgotten key loses one more request, as a network may.
        if (_lost.Count == LostMax) _lost.Clear();
        return _lost.Add(key);
    }

    private readonly record struct Execution(LogEntry? Entry, bool IsNew, string? Script);
}
