namespace Nola.Runtime.Messaging;

/// <summary>
/// The calls that wait for a route: their grains' owner is being settled or cannot be reached yet. They are tried again
/// shortly, and at once when the view of the cluster settles.
/// </summary>
internal sealed class ParkedCalls : IDisposable
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(20);

    private readonly Lock _lock = new();
    private readonly long _bytesMax;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private List<ParkedCall> _calls = [];
    private long _bytes;

    public ParkedCalls(Action retry, long bytesMax, TimeProvider time)
    {
        _bytesMax = bytesMax;
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

    /// <summary>Lets a call wait; false where too many do.</summary>
    public bool TryAdd(ParkedCall call)
    {
        lock (_lock)
        {
            if (_bytes > _bytesMax) return false;

            _calls.Add(call);
            _bytes += call.Frame.Length;
            if (_calls.Count == 1) _timer.Change(RetryAfter, Timeout.InfiniteTimeSpan);
            return true;
        }
    }

    /// <summary>Takes the calls out, and apart those nobody waits for any more.</summary>
    public List<ParkedCall> TakeAll(out List<ParkedCall> expired)
    {
        List<ParkedCall> taken;
        lock (_lock)
        {
            expired = [];
            if (_calls.Count == 0) return [];

            taken = _calls;
            _calls = [];
            _bytes = 0;
        }

        var now = _time.GetTimestamp();
        if (!taken.Exists(call => call.Deadline <= now)) return taken;

        expired = taken.FindAll(call => call.Deadline <= now);
        return taken.FindAll(call => call.Deadline > now);
    }

    public void Dispose() => _timer.Dispose();
}
