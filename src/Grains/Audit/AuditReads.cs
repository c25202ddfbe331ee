namespace ShopActors;

/// <summary>
/// Counts the journals that an audit reads, and lets the other calls of the grain that runs it in between.
/// </summary>
internal sealed class AuditReads
{
    private const int JournalsPerTurn = 64;

    private long _read;
    private long _expected;

    public AuditProgress Progress => new(_read, _expected);

    public void Expect(long journals) => _expected += journals;

    /// <summary>Counts one, which was read.</summary>
    public async ValueTask AddAsync()
    {
        // A store in this process may answer without waiting.
        if (++_read % JournalsPerTurn == 0) await Task.Yield();
    }
}
