namespace ShopActors.Chaos.Load;

/// <summary>
/// Open load: customers arrive at a fixed average rate, so a shop that answers slowly has more of them at a time, not
/// fewer in all. With a rate of zero the next one arrives when one has left.
/// </summary>
internal sealed class Door(int rate, int atATime, int seed) : IDisposable
{
    private readonly SemaphoreSlim _waiting = new(0);
    private readonly Random _random = new(seed);
    private long _turnedAway;

    /// <summary>Arrivals that were dropped because every customer was busy.</summary>
    public long TurnedAway => Interlocked.Read(ref _turnedAway);

    public Task WaitAsync(CancellationToken stop) => rate == 0 ? Task.CompletedTask : _waiting.WaitAsync(stop);

    /// <summary>
    /// Lets customers in until told to stop, with exponential pauses, as between independent arrivals.
    /// </summary>
    public async Task RunAsync(CancellationToken stop)
    {
        if (rate == 0) return;

        var clock = System.Diagnostics.Stopwatch.StartNew();
        var next = TimeSpan.Zero;
        try
        {
            while (true)
            {
                next += TimeSpan.FromSeconds(-Math.Log(1 - _random.NextDouble()) / rate);
                if (next > clock.Elapsed) await Task.Delay(next - clock.Elapsed, stop).ConfigureAwait(false);
                if (_waiting.CurrentCount < atATime) _waiting.Release();
                else Interlocked.Increment(ref _turnedAway);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The run ends.
        }
    }

    public void Dispose() => _waiting.Dispose();
}
