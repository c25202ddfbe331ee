namespace Nola.Runtime.Activation;

/// <summary>
/// Cancellation tokens that fire after a fixed time, give or take a second. Those asked for within the same second share
/// one, because a token with a timer for every activation would cost more than the activation.
/// </summary>
internal sealed class DeadlineSource(TimeProvider time, TimeSpan delay) : IDisposable
{
    private static readonly TimeSpan Granularity = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private CancellationTokenSource? _current;
    private long _madeAt;

    public void Dispose()
    {
        lock (_lock)
        {
            _current?.Dispose();
        }
    }

    public CancellationToken Next()
    {
        if (delay == Timeout.InfiniteTimeSpan) return CancellationToken.None;

        var now = time.GetTimestamp();
        lock (_lock)
        {
            if (_current is null || time.GetElapsedTime(_madeAt, now) >= Granularity)
            {
                using (ExecutionContext.SuppressFlow())
                {
                    _current = new CancellationTokenSource(delay + Granularity, time);
                }

                _madeAt = now;
            }

            return _current.Token;
        }
    }
}
