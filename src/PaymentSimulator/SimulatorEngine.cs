using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using ShopActors.Storage;

namespace ShopActors.PaymentSimulator;

/// <summary>
/// The simulated provider. It executes every operation at most once per key, writes it to its books before it answers,
/// and loses or delays requests and answers as the payment's token demands. A key begins with its payment's id and a
/// colon. Its memory does not grow with the number of payments.
/// </summary>
internal sealed class SimulatorEngine(
    IOptions<SimulatorOptions> options, TimeProvider time, WebhookSender webhooks, SimulatorBooks books)
{
    /// <summary>The most keys of lost requests that it remembers.</summary>
    public const int LostMax = 4096;

    private static readonly Uri DefaultUrl = new("http://127.0.0.1:5250/");

    private readonly SimulatorOptions _options = options.Value;

    // Where to send payers who have confirmed. A simulated bank that forgets it ends on its own page.
    private readonly ConcurrentDictionary<string, string> _returnUrls = new(StringComparer.Ordinal);

    // The keys of requests that were lost on arrival, under a lock.
    private readonly HashSet<string> _lost = new(StringComparer.Ordinal);

    /// <summary>
    /// Executes an operation, or returns the key's first answer. Null stands for a lost request or answer.
    /// </summary>
    /// <param name="operation">The operation.</param>
    /// <param name="cancellationToken">Ends the wait for the answer.</param>
    /// <param name="generation">See <see cref="ProviderRequest.Generation"/>.</param>
    /// <exception cref="JournalStoreException">The books could not be read or written.</exception>
    public async Task<LogEntry?> ExecuteAsync(
        Operation operation, CancellationToken cancellationToken, long? generation = null)
    {
        // A key of another payment is the caller's bug, and must not look like that payment's answer.
        if (PaymentOf(operation.Key) != operation.Payment) return ReusedKey(operation);

        var (entry, isNew, script) = await books
            .RunAsync(operation.Payment, charge => Execute(charge, operation), generation)
            .WaitAsync(cancellationToken).ConfigureAwait(false);
        if (entry is null) return null;

        if (isNew)
        {
            Announce(entry, script);
            if (script == Tokens.TimeoutAfter) return null;
            if (script == Tokens.Slow)
            {
                await Task.Delay(_options.SlowDelay, time, cancellationToken).ConfigureAwait(false);
            }
        }

        if (entry.Outcome == OperationOutcome.ActionRequired)
        {
            if (operation.ReturnUrl is { } back && _returnUrls.Count < LostMax) _returnUrls[entry.Key] = back;
            entry = entry with { ActionUrl = ActionUrlOf(entry) };
        }

        return IsSame(entry, operation) ? entry : ReusedKey(operation);
    }

    /// <summary>
    /// Returns the outcome of a key, or null if there is none so far; an operation may still be under way.
    /// </summary>
    /// <exception cref="JournalStoreException">The books could not be read or written.</exception>
    public async Task<LogEntry?> FindAsync(string key, CancellationToken cancellationToken)
    {
        if (PaymentOf(key) is not { } payment) return null;
        var entry = await books.RunAsync(payment, charge => Find(charge, key)).WaitAsync(cancellationToken)
            .ConfigureAwait(false);
        return entry?.Outcome == OperationOutcome.ActionRequired
            ? entry with { ActionUrl = ActionUrlOf(entry) }
            : entry;
    }

    /// <summary>
    /// Ends an authorisation as its payer decides; null if there is none that waits for the payer.
    /// </summary>
    /// <exception cref="JournalStoreException">The books could not be read or written.</exception>
    public async Task<LogEntry?> ConfirmAsync(string key, bool approve, CancellationToken cancellationToken)
    {
        if (PaymentOf(key) is not { } payment) return null;
        var entry = await books.RunAsync(payment, charge =>
        {
            if (charge.Find(key) is not { Outcome: OperationOutcome.ActionRequired } waiting) return default;
            var (outcome, code) = ProviderRules.Confirm(charge.Charge!, approve);
            return Both(waiting with { Outcome = outcome, Code = code });
        }).WaitAsync(cancellationToken).ConfigureAwait(false);
        if (entry is not null) webhooks.Announce(entry, Tokens.ThreeDSecure);
        return entry;
    }

    /// <summary>Reads the records of all payments, in ordinal order of their ids.</summary>
    /// <param name="after">The payment after which to begin; null for the first.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public IAsyncEnumerable<ChargeRecord> ReadAsync(string? after, CancellationToken cancellationToken) =>
        books.ReadAsync(after, cancellationToken);

    /// <summary>Where to send the payer of an operation, once; null for nowhere.</summary>
    public string? TakeReturnUrl(string key) => _returnUrls.TryRemove(key, out var url) ? url : null;

    private void Announce(LogEntry entry, string? script)
    {
        switch (entry.Outcome)
        {
            case OperationOutcome.ActionRequired:
                break;
            case OperationOutcome.Processing:
                var (outcome, code) = ProviderRules.Settle(entry);
                webhooks.Announce(entry with { Outcome = outcome, Code = code }, script, _options.SettlementDelay);
                break;
            default:
                webhooks.Announce(entry, script);
                break;
        }
    }

    private string ActionUrlOf(LogEntry entry) => new Uri(
        _options.PublicUrl ?? DefaultUrl, "actions/" + Uri.EscapeDataString(entry.Key)).AbsoluteUri;

    private static string? PaymentOf(string key) =>
        key.IndexOf(':', StringComparison.Ordinal) is > 0 and var end && PaymentId.TryParse(key[..end], out var payment)
            ? payment.Value
            : null;

    private static bool IsSame(LogEntry entry, Operation operation) =>
        entry.Kind == operation.Kind && entry.Payment == operation.Payment && entry.Order == operation.Order &&
        entry.Amount == operation.Amount && entry.Currency == operation.Currency;

    private LogEntry ReusedKey(Operation operation) => new(
        0, time.GetUtcNow(), operation.Kind, operation.Key, operation.Payment, operation.Order, operation.Amount,
        operation.Currency, operation.Token, OperationOutcome.Refused, "key_reused", operation.Key);

    /// <summary>Decides an operation, once per key.</summary>
    private (Execution Result, LogEntry? New) Execute(ChargeRecord charge, Operation operation)
    {
        var (earlier, ended) = Find(charge, operation.Key);
        if (earlier is not null) return (new(earlier, false, null), ended);

        var script = operation.Token ?? charge.Charge?.Token;
        if (script == Tokens.TimeoutBefore && IsLost(operation.Key)) return default;

        var entry = charge.Decide(operation, time.GetUtcNow());
        return (new(entry, true, script), entry);
    }

    /// <summary>Finds an operation; one that took a while has ended if its time is over.</summary>
    private (LogEntry? Found, LogEntry? New) Find(ChargeRecord charge, string key)
    {
        var entry = charge.Find(key);
        if (entry is not { Outcome: OperationOutcome.Processing } ||
            time.GetUtcNow() < entry.At + _options.SettlementDelay)
        {
            return (entry, null);
        }

        var (outcome, code) = ProviderRules.Settle(entry);
        return Both(entry with { Outcome = outcome, Code = code });
    }

    private static (LogEntry? Found, LogEntry? New) Both(LogEntry ended) => (ended, ended);

    /// <summary>Whether a request is the first of its key, which never arrives.</summary>
    private bool IsLost(string key)
    {
        lock (_lost)
        {
            // A forgotten key loses one more request, as a network may.
            if (_lost.Count == LostMax) _lost.Clear();
            return _lost.Add(key);
        }
    }

    private readonly record struct Execution(LogEntry? Entry, bool IsNew, string? Script);
}
