namespace ShopActors.Stripe;

/// <summary>
/// Sorts any number of charges with bounded memory: full runs are sorted and put into temporary files, which are merged
/// while they are read. Charges of one payment become one, whose count of captures shows that there were several.
/// </summary>
internal sealed class SortedCharges(int runMax = SortedCharges.RunMax) : IDisposable
{
    // About 10 MB in memory, and 20 open files for a million payments.
    private const int RunMax = 50_000;

    private readonly List<ProviderCharge> _run = [];
    private readonly List<ChargeFile> _files = [];

    public void Add(ProviderCharge charge)
    {
        _run.Add(charge);
        if (_run.Count >= runMax) WriteRun();
    }

    /// <summary>Reads all charges in ordinal order of payment ids; nothing can be added afterwards.</summary>
    public IEnumerable<ProviderCharge> Read()
    {
        if (_files.Count > 0 && _run.Count > 0) WriteRun();
        _run.Sort(Compare);
        var merged = _files.Count == 0 ? _run : Merge();
        ProviderCharge? current = null;
        foreach (var charge in merged)
        {
            if (current is not null && current.Payment == charge.Payment)
            {
                current = Combine(current, charge);
                continue;
            }

            if (current is not null) yield return current;
            current = charge;
        }

        if (current is not null) yield return current;
    }

    public void Dispose()
    {
        foreach (var file in _files) file.Dispose();
    }

    private IEnumerable<ProviderCharge> Merge()
    {
        var heads = new PriorityQueue<ChargeFile, string>(StringComparer.Ordinal);
        foreach (var file in _files)
        {
            file.Rewind();
            if (file.MoveNext()) heads.Enqueue(file, file.Current.Payment.Value);
        }

        while (heads.TryDequeue(out var file, out _))
        {
            yield return file.Current;
            if (file.MoveNext()) heads.Enqueue(file, file.Current.Payment.Value);
        }
    }

    private void WriteRun()
    {
        _run.Sort(Compare);
        var file = new ChargeFile();
        _files.Add(file);
        foreach (var charge in _run) file.Write(charge);
        _run.Clear();
    }

    private static int Compare(ProviderCharge left, ProviderCharge right) =>
        string.CompareOrdinal(left.Payment.Value, right.Payment.Value);

    private static ProviderCharge Combine(ProviderCharge left, ProviderCharge right) => left with
    {
        Authorised = left.Authorised + right.Authorised,
        Captured = left.Captured + right.Captured,
        Refunded = left.Refunded + right.Refunded,
        Captures = left.Captures + right.Captures,
        Voided = left.Voided && right.Voided,
    };
}
