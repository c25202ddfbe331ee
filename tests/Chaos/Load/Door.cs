namespace ShopActors.Chaos.Load;

/// <summary>
/// Where customers come in. They come at a rate of their own, as they do at a shop: one that answers slowly has more of
/// them at a time, not fewer in all. With a rate of zero the next comes when one has left.
/// </summary>
internal sealed class Door(int rate, int atATime, int seed) : IDisposable
{
    private readonly SemaphoreSlim _waiting = new(0);
    private readonly Random _random = new(seed);
    private long _turnedAway;

    /// <summary>Customers who found everybody busy and went away.</summary>
    public long TurnedAway => Interlocked.Read(ref _turnedAway);

    public Task WaitAsync(CancellationToken stop) => rate == 0 ? Task.CompletedTask : _waiting.WaitAsync(stop);

    /// <summary>Lets customers in until told to stop, as independent people come: the pauses are exponential.</summary>
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
            // The shop closes.
        }
    }

    public void Dispose() => _waiting.Dispose();
}
