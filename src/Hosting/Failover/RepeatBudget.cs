namespace ShopActors.Hosting.Failover;

/// <summary>
/// The budget of a process for repeated calls: every call adds a fraction of a repetition, up to a limit.
/// So calls recover from a dead silo at once, while a cluster that fails every call gets little more load
/// than the calls themselves.
/// </summary>
internal sealed class RepeatBudget(double share, int burst)
{
    private const long Unit = 1_000_000;

    private readonly long _deposit = (long)(share * Unit);
    private readonly long _max = burst * Unit;

    // In millionths of a repetition; full at the start.
    private long _saved = burst * Unit;

    public void CountCall()
    {
        while (true)
        {
            var saved = Volatile.Read(ref _saved);
            if (saved >= _max) return;
            if (Interlocked.CompareExchange(ref _saved, Math.Min(saved + _deposit, _max), saved) == saved) return;
        }
    }

    public bool TrySpend()
    {
        while (true)
        {
            var saved = Volatile.Read(ref _saved);
            if (saved < Unit) return false;
            if (Interlocked.CompareExchange(ref _saved, saved - Unit, saved) == saved) return true;
        }
    }
}
