namespace ShopActors;

/// <summary>Random jitter for retries. Seeded, so that a test can repeat a run; safe for concurrent use.</summary>
internal sealed class JitterSource(int seed)
{
    private readonly Lock _lock = new();

    // Guarded by the lock: Random itself is not safe for concurrent use.
    private readonly Random _random = new(seed);

    public double NextDouble()
    {
        lock (_lock)
        {
            return _random.NextDouble();
        }
    }
}
