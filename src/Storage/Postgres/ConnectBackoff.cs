namespace ShopActors.Storage.Postgres;

/// <summary>
/// The pause before the next connection attempt after failures: 100 ms, doubled with each failure up to a limit.
/// </summary>
internal sealed class ConnectBackoff(TimeProvider time, TimeSpan pauseMax)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);

    // Guards both fields, which concurrent attempts read and change.
    private readonly Lock _lock = new();
    private TimeSpan _pause;
    private DateTimeOffset _until;

    public Task WaitAsync(CancellationToken cancellationToken)
    {
        TimeSpan rest;
        lock (_lock)
        {
            rest = _until - time.GetUtcNow();
        }

        // A clock that was set back must not make the pause longer.
        return rest <= TimeSpan.Zero
            ? Task.CompletedTask
            : Task.Delay(rest < pauseMax ? rest : pauseMax, time, cancellationToken);
    }

    public void Failed()
    {
        lock (_lock)
        {
            // Attempts that ran concurrently count as one.
            var now = time.GetUtcNow();
            if (now < _until) return;

            var pause = _pause == TimeSpan.Zero ? First : _pause * 2;
            _pause = pause < pauseMax ? pause : pauseMax;
            _until = now + _pause;
        }
    }

    public void Succeeded()
    {
        lock (_lock)
        {
            (_pause, _until) = (TimeSpan.Zero, default);
        }
    }
}
