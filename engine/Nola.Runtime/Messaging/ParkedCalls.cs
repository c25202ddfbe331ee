namespace Nola.Runtime.Messaging;

/// <summary>
/// The calls that wait for a route: their grains' owner is being settled or cannot be reached yet. They are tried again
/// shortly, and at once when the view of the cluster settles.
/// </summary>
internal sealed class ParkedCalls : IDisposable
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(20);

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private List<ParkedCall> _calls = [];

    public ParkedCalls(Action retry, TimeProvider time)
    {
        _time = time;
        _timer = time.CreateTimer(_ => retry(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public int Count
    {
        get
        {
            lock (_lock) return _calls.Count;
        }
    }

    public void Add(ParkedCall call)
    {
        lock (_lock)
        {
            _calls.Add(call);
            if (_calls.Count == 1) _timer.Change(RetryAfter, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Takes the calls out; those nobody waits for any more are dropped.</summary>
    public List<ParkedCall> TakeAll()
    {
        List<ParkedCall> taken;
        lock (_lock)
        {
            if (_calls.Count == 0) return [];

            taken = _calls;
            _calls = [];
        }

        var now = _time.GetTimestamp();
        taken.RemoveAll(call => call.Deadline <= now);
        return taken;
    }

    public void Dispose() => _timer.Dispose();
}
