using ShopActors.Storage;

namespace ShopActors.PaymentSimulator;

/// <summary>The provider's record of one payment, folded from the entries of its journal. Not thread-safe.</summary>
internal sealed class ChargeRecord
{
    private static readonly JournalCodec<Charge, LogEntry> Codec = new(
        ChargeJson.Default.Charge, ChargeJson.Default.LogEntry);

    private readonly OrderedDictionary<string, LogEntry> _entries = new(StringComparer.Ordinal);

    /// <summary>The payment; null before its first operation.</summary>
    public Charge? Charge { get; private set; }

    /// <summary>The operations in the order in which they were executed, each with its latest outcome.</summary>
    public IReadOnlyCollection<LogEntry> Entries => _entries.Values;

    public static ReadOnlyMemory<byte> Encode(LogEntry entry) => Codec.EncodeEvent(entry);

    /// <summary>Adds the entries of the payment's journal.</summary>
    /// <exception cref="JournalStoreException">The journal is damaged, or another version wrote it.</exception>
    public void Apply(JournalContent content)
    {
        foreach (var entry in content.Events) Apply(Codec.DecodeEvent(entry.Span));
    }

    public LogEntry? Find(string key) => _entries.GetValueOrDefault(key);

    /// <summary>Adds an operation, or ends one that waited for the payer or took a while.</summary>
    public void Apply(LogEntry entry)
    {
        _entries[entry.Key] = entry;
        Charge = ProviderRules.Apply(Charge, entry);
    }

    /// <summary>Decides an operation that is new to the payment.</summary>
    public LogEntry Decide(Operation operation, DateTimeOffset at)
    {
        var (outcome, code) = ProviderRules.Decide(Charge, operation);
        var sequence = _entries.Count + 1;
        return new LogEntry(
            sequence, at, operation.Kind, operation.Key, operation.Payment, operation.Order, operation.Amount,
            operation.Currency, operation.Token, outcome, code, $"sim_{operation.Payment}_{sequence}");
    }
}
