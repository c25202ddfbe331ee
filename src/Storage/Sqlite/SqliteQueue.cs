namespace ShopActors.Storage.Sqlite;

/// <summary>
/// The requests that wait for the one thread that writes. It takes all of them at once; those that arrive during its
/// commit form the next batch.
/// <para>
/// After a batch it lets the answered callers run before it takes the next one: a work item queued behind them in the
/// thread pool signals when they have. An idle pool runs it at once; a busy one makes the next batch larger, which is
/// when fewer commits matter.
/// </para>
/// </summary>
internal sealed class SqliteQueue<T> : IThreadPoolWorkItem
{
    // The longest time that a busy pool may delay the writer.
    private static readonly TimeSpan TurnsMax = TimeSpan.FromMilliseconds(5);

    // Guards the fields below; the writer thread waits on it.
    private readonly object _gate = new();
    private List<T> _waiting = [];
    private bool _isClosed;
    private bool _isAwaitingTurns;

    /// <summary>Adds a request; false if the queue is closed.</summary>
    public bool TryAdd(T request)
    {
        lock (_gate)
        {
            if (_isClosed) return false;

            _waiting.Add(request);
            if (_waiting.Count == 1 && !_isAwaitingTurns) Monitor.Pulse(_gate);
            return true;
        }
    }

    /// <summary>
    /// Waits for requests and exchanges them for an empty list; false once all are taken and the queue is closed.
    /// </summary>
    public bool Take(ref List<T> taken)
    {
        taken.Clear();
        lock (_gate)
        {
            while (!_isClosed && (_waiting.Count == 0 || _isAwaitingTurns))
            {
                if (!Monitor.Wait(_gate, _isAwaitingTurns ? TurnsMax : Timeout.InfiniteTimeSpan))
                {
                    _isAwaitingTurns = false;
                }
            }

            (taken, _waiting) = (_waiting, taken);
            return taken.Count > 0;
        }
    }

    /// <summary>Called by the writer after its answers.</summary>
    public void AwaitTurns(int answered)
    {
        // A single answered caller has no other to share the next batch with.
        if (answered < 2) return;

        lock (_gate)
        {
            _isAwaitingTurns = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Lets nothing more in; the writer takes what is waiting.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Lets nothing more in and returns what is waiting.</summary>
    public List<T> Abandon()
    {
        lock (_gate)
        {
            _isClosed = true;
            List<T> rest = [.. _waiting];
            _waiting.Clear();
            return rest;
        }
    }

    /// <summary>
    /// Queued behind the callers that the last batch answered: their next requests are in the queue by now.
    /// </summary>
    void IThreadPoolWorkItem.Execute()
    {
        lock (_gate)
        {
            _isAwaitingTurns = false;
            if (_waiting.Count > 0) Monitor.Pulse(_gate);
        }
    }
}
