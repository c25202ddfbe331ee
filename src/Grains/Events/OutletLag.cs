namespace ShopActors;

/// <summary>
/// How far one way out is behind, as its grain last saw it: the time of the first event that it has not delivered. A
/// scrape reads it from another thread.
/// </summary>
/// <param name="instruments">The metrics.</param>
/// <param name="outlet">The label: a broker's name, or one word for all webhook endpoints.</param>
internal sealed class OutletLag(OutletInstruments instruments, string outlet) : IDisposable
{
    // In UTC ticks; 0 for a way out that has everything.
    private long _since;

    public string Outlet => outlet;

    public DateTimeOffset? BehindSince =>
        Volatile.Read(ref _since) is var ticks and > 0 ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    public void Behind(OutboxMessage first) => Volatile.Write(ref _since, first.Time.UtcTicks);

    public void CaughtUp() => Volatile.Write(ref _since, 0);

    public void Dispose() => instruments.Forget(this);
}
